// The command palette, and the list of the keyboard shortcuts.
import {matching, paletteEntries} from '../state/palette.js';
import {h} from './h.js';

/** A combobox whose list is always open. */
export function paletteView({typed, at}, page) {
  const found = matching(paletteEntries(page), typed);
  return h('form.palette', {method: 'dialog', onsubmit: {do: 'paletteDone'}},
    h('h2.unseen', {id: 'palette-title'}, 'Commands'),
    h('input', {name: 'typed', type: 'text', role: 'combobox', autocomplete: 'off', autofocus: true, 'aria-expanded': 'true',
      'aria-controls': 'palette-list', 'aria-autocomplete': 'list', 'aria-activedescendant': found.length ? `palette-${at}` : null,
      'aria-label': 'Command or session', placeholder: 'What do you want to do, or where do you want to go?',
      oninput: {do: 'paletteTyped'}, onkeydown: {do: 'paletteKey', count: found.length}}),
    h('ul', {id: 'palette-list', role: 'listbox', 'aria-label': 'Commands'}, found.map((entry, i) => option(entry, i, i === at))),
    found.length ? null : h('p.hint', {role: 'status'}, 'Nothing matches.'));
}

const option = ({key, text, hint, intent, url}, i, isChosen) => h('li', {key, id: `palette-${i}`, role: 'option', 'aria-selected': String(isChosen),
  onclick: {do: 'paletteChosen', intent, url}}, h('span.what', null, text), hint ? h('small', null, hint) : null);

const KEYS = [
  ['Ctrl K', 'commands and places'], ['?', 'this list'], ['n', 'new session'], ['j', 'next session or project'], ['k', 'previous one'],
  ['p', 'pause or resume what is shown'], ['a', 'answer what is asked'], ['y', 'go to the buttons that answer'], ['d', 'show the changes'],
  ['/', 'search'], ['f', 'follow the newest events'], ['Ctrl Enter', 'send what is typed'], ['Esc', 'close a dialog'],
];

export const keysView = () => h('div', null,
  h('h2', {id: 'keys-title'}, 'Keyboard shortcuts'),
  h('dl.keys', null, KEYS.map(([key, what]) => h('div', {key}, h('dt', null, h('kbd', null, key)), h('dd', null, what)))),
  h('div.buttons', null, h('button.button', {type: 'button', autofocus: true, onclick: {do: 'closeDialog', id: 'keys'}}, 'Close')));
