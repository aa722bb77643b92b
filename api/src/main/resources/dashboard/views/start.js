// The form that starts a session.
import {EVERYDAY, GROUPS, isField} from '../state/start.js';
import {buttons, errorLine} from './dialogs.js';
import {h} from './h.js';
import {agentsView, issueView, templatesView} from './start-offers.js';

/**
 * @param dialog {target, error, field, isBusy}, what the form offers {targets, directories, hosts, templates}, and the
 *   origins of values that the user has not typed, by field; what is wrong stands at its field, if it is one of the form
 */
export function startView(dialog) {
  const {error, isBusy} = dialog;
  return h('form.start', {method: 'dialog', novalidate: true, 'data-draft': 'start', onsubmit: {do: 'start'},
    oninput: {do: 'startTyped'}, onchange: {do: 'startChanged'}},
  h('h2', {id: 'start-title'}, 'New session'),
  templatesView(dialog),
  labelled(dialog, {name: 'prompt', label: 'What should be done?', after: issueView(dialog)}, (props) =>
    h('textarea', {...props, autofocus: true, placeholder: 'Add a --json flag to every command that reads, or the URL of a GitHub issue'})),
  labelled(dialog, {name: 'target', label: 'Target directory', help: 'An absolute path on the worker’s machine.', after: targetNote(dialog)}, (props) =>
    mono({...props, placeholder: '/home/you/code/app', value: dialog.target, list: 'offered-targets'})),
  h('datalist', {key: 'targets', id: 'offered-targets'}, targetsOf(dialog).map((path) => h('option', {key: path, value: path}))),
  h('datalist', {key: 'names', id: 'offered-agents'}, installed(dialog).map(({name, version}) => h('option', {key: name, value: name}, version))),
  ...EVERYDAY.map((field) => fieldView(dialog, field.name === 'agents' ? {...field, after: agentsView(dialog)} : field)),
  h('div.groups', {key: 'groups'}, GROUPS.map((group) => groupView(dialog, group))),
  // After the others: a draft is put back in this order, and a value that is put back counts as typed.
  h('input', {key: 'origins', type: 'hidden', name: 'origins'}),
  errorLine(isField(dialog.field) ? '' : error),
  buttons('start', 'Cancel', h('button.button.primary', {type: 'submit', disabled: isBusy}, 'Start')));
}

const targetsOf = ({targets = [], directories = []}) => [...new Set([...directories, ...targets])];

const installed = ({hosts}) => (hosts?.agents ?? []).filter((agent) => agent.installed);

const targetNote = ({targetProblem}) => h('small.warning', {key: 'problem', role: 'status'}, targetProblem ?? '');

const groupView = (dialog, {key, title, fields}) => h('details', {key}, h('summary', null, title),
  h('div.fields', null, fields.map((field) => fieldView(dialog, field))));

const INPUTS = {
  choice: (props, {options}) => h('select', props, options.map(([value, meaning]) => h('option', {value}, meaning))),
  number: (props) => h('input', {...props, inputmode: 'decimal', autocomplete: 'off'}),
  command: (props) => mono(props),
  path: (props) => mono(props),
  list: (props) => plain(props),
  agent: (props) => plain({...props, list: 'offered-agents'}),
  text: (props) => plain(props),
};

const fieldView = (dialog, field) => labelled(dialog, field, (props) =>
  INPUTS[field.kind]({...props, placeholder: field.example ? `such as ${field.example}` : field.empty ?? false}, field));

/** A label, help, origin and error around an input, which gets the properties that tie them together. */
function labelled({error, field, origins = {}}, {name, kind, label, help = '', empty, example, after = null}, input) {
  const isWrong = Boolean(error) && field === name;
  const id = `start-${name.replace('.', '-')}`;
  const hint = [example && empty && `Empty: ${empty.toLowerCase()}.`, help].filter(Boolean).join(' ');
  const origin = origins[name];
  const described = [hint && `${id}-hint`, origin && `${id}-origin`, isWrong && `${id}-error`].filter(Boolean).join(' ');
  return h('div.field', {key: name},
    h('label', {for: id}, label),
    hint ? h('small', {id: `${id}-hint`}, hint) : null,
    input({id, name, 'aria-describedby': described || false, 'aria-invalid': isWrong ? 'true' : false}),
    origin ? h('small.origin', {key: 'origin', id: `${id}-origin`}, kind === 'command' ? `From ${origin}. It will be executed.` : `From ${origin}.`) : null,
    isWrong ? h('p.error', {key: 'error', id: `${id}-error`, role: 'alert'}, error) : null,
    after);
}

const plain = (props) => h('input', {...props, spellcheck: 'false', autocomplete: 'off'});

const mono = (props) => h('input.mono', {...props, spellcheck: 'false', autocomplete: 'off'});
