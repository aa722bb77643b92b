import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, textOf} from '../support/described.js';
import {session} from '../support/sessions.js';

const {keysView, paletteView} = await load('views/palette.js');
const {emptyPage} = await load('state/page.js');

const view = (typed, at = 0) => paletteView({typed, at}, {...emptyPage(0), current: {session: session()}});

test('the field names the chosen option, which the list marks', () => {
  const shown = view('session', 1);
  const [, second] = all(shown, 'li');

  assert.equal(first(shown, 'input').props['aria-activedescendant'], second.props.id);
  assert.deepEqual(all(shown, 'li').map(({props}) => props['aria-selected']).slice(0, 3), ['false', 'true', 'false']);
});

test('an option carries its intent or its place', () => {
  assert.deepEqual(first(view('pause'), 'li').props.onclick, {do: 'paletteChosen', intent: {do: 'pause'}, url: undefined});
  assert.equal(first(view('all sessions'), 'li').props.onclick.url, '#/');
});

test('it says so if nothing matches', () => {
  assert.match(textOf(view('no such thing')), /Nothing matches/);
  assert.equal(first(view('no such thing'), 'input').props['aria-activedescendant'], null);
});

test('the list of keys has every shortcut once', () => {
  const keys = all(keysView(), 'kbd').map(textOf);

  assert.equal(new Set(keys).size, keys.length);
  for (const key of ['?', 'n', 'p', 'a', 'y', 'd', '/', 'f', 'j', 'k', 'Ctrl K']) assert.ok(keys.includes(key), key);
});
