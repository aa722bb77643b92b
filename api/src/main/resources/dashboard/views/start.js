// The form that starts a session.
import {buttons, errorLine} from './dialogs.js';
import {h} from './h.js';

export const startView = ({target, error, isBusy}) => h('form', {method: 'dialog', 'data-draft': 'start', onsubmit: {do: 'start'}},
  h('h2', {id: 'start-title'}, 'New session'),
  h('label', {key: 'prompt'}, 'What should be done?',
    h('textarea', {name: 'prompt', required: true, autofocus: true, placeholder: 'Add a --json flag to every command that reads'})),
  field('target', 'Target directory', 'An absolute path on the worker’s machine.',
    mono({name: 'target', required: true, placeholder: '/home/you/code/app', value: target})),
  h('div.row', {key: 'who'},
    field('agents', 'Agents', 'Empty: all that are installed.', h('input', {name: 'agents', placeholder: 'claude, codex', spellcheck: 'false'})),
    field('session', 'Session id', 'Empty: one is generated.', h('input', {name: 'session', placeholder: 'add-json-flag', spellcheck: 'false'}))),
  h('div.row', {key: 'how'},
    field('verify', 'Checks', 'Empty: guessed from the build file.', mono({name: 'verify', placeholder: 'mvn -q verify'})),
    field('autonomy', 'Review findings', 'Fixed first, or asked about first.',
      h('select', {name: 'autonomy'}, h('option', {value: ''}, 'fix them, then ask me'),
        h('option', {value: 'supervised'}, 'always ask me first')))),
  errorLine(error),
  buttons('start', 'Cancel', h('button.button.primary', {type: 'submit', disabled: isBusy}, 'Start')));

const field = (key, name, help, input) => h('label', {key}, name, h('small', null, help), input);

const mono = (props) => h('input.mono', {...props, spellcheck: 'false'});
