// The dialogs that confirm a stop, an abort or an approval, ask for a code, and show the diff.
import {diffLines} from './diff.js';
import {h} from './h.js';

export const buttons = (id, cancel, submit) => h('div.buttons', null,
  h('button.button', {type: 'button', onclick: {do: 'closeDialog', id}}, cancel), submit);

export const errorLine = (error) => h('p.error', {role: 'alert', hidden: !error}, error);

const QUESTIONS = {
  stop: ({title}) => ({
    title: 'Stop this session?',
    text: `Every agent of “${title}” is stopped. Their work is kept, and you can resume the session.`,
    cancel: 'Keep working', confirm: 'Stop the session',
  }),
  abort: ({run}) => ({
    title: `Abort ${run}?`,
    text: 'Its processes are stopped and its assignment goes to another agent. If there is none, the same agent starts over in a new conversation.',
    cancel: 'Keep working', confirm: `Abort ${run}`,
  }),
  approve: () => ({
    title: 'Approve this session?',
    text: 'Agents will do this with your permissions. Approve it only if it is yours.',
    cancel: 'Not yet', confirm: 'Approve',
  }),
};

const WATCH_QUESTIONS = {
  stop: ({name}) => ({
    title: `Stop watching ${name}?`,
    text: 'Tasks in progress get up to 30 seconds for their current step and wait in the queue until the project is watched again.',
    cancel: 'Keep watching', confirm: 'Stop watching',
  }),
  drop: ({name, isRepair}) => ({
    title: isRepair ? `Drop the repair of ${name}?` : `Drop the task for ${name}?`,
    text: isRepair ? 'Your files stay as they are. The repair is not applied.'
      : 'Its agent, if one works, is stopped. Your files stay as they are.',
    cancel: 'Keep it', confirm: 'Drop',
  }),
  apply: ({name, why}) => ({
    title: `Apply the repair of ${name}?`, text: why, cancel: 'Not yet', confirm: 'Apply',
  }),
  undo: ({name}) => ({
    title: `Take back the repair of ${name}?`,
    text: 'Your files become as they were before it, unless you have changed them since.',
    cancel: 'Keep it', confirm: 'Undo',
  }),
};

/** A control of a watched project has the kind `control`. */
const question = (dialog) => (dialog.kind === 'control' ? WATCH_QUESTIONS[dialog.control] : QUESTIONS[dialog.kind])(dialog);

export function confirmView(dialog) {
  const {title, text, cancel, confirm} = question(dialog);
  return h('form', {method: 'dialog', onsubmit: {do: 'confirm'}},
    h('h2', {id: 'confirm-title'}, title), h('p', {key: 'text'}, text),
    dialog.asked ? h('dl.asked', null, inOrder(dialog.asked).map(([field, value]) =>
      h('div', {key: field}, h('dt', null, field), h('dd', null, value)))) : null,
    dialog.kind === 'approve' ? null : h('label', null, 'Reason',
      h('input', {name: 'reason', placeholder: 'Why? (optional)', maxlength: 200, autofocus: true})),
    errorLine(dialog.error),
    buttons('confirm', cancel, h('button.button.danger.confirm', {type: 'submit', disabled: dialog.isBusy}, confirm)));
}

/** Fields that are executed come first: a long prompt must not push them off the screen. */
const EXECUTED = ['target', 'workspace', 'setup', 'verify', 'agents', 'roles'];
const EMPTY = ['', '[]', '{}', 'null', 'false'];

function inOrder(asked) {
  const place = ([field]) => (EXECUTED.includes(field) ? EXECUTED.indexOf(field) : EXECUTED.length);
  return Object.entries(asked)
    .map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)])
    .filter(([, value]) => !EMPTY.includes(value))
    .sort((a, b) => place(a) - place(b));
}

export const codeView = ({code}) => h('form', {method: 'dialog', onsubmit: {do: 'typeCode'}},
  h('h2', {id: 'code-title'}, `Type ${code} to confirm`),
  h('p', null, 'An agent that gets hold of your token cannot see this number, so it cannot answer for you.'),
  h('label', null, 'Code',
    h('input', {name: 'code', inputmode: 'numeric', autocomplete: 'off', maxlength: 6, autofocus: true})),
  buttons('code', 'Cancel', h('button.button.primary', {key: 'confirm', type: 'submit'}, 'Confirm')));

/** The page shows the first lines of a very long text. */
const wholeText = (path) => h('a.button', {key: 'whole', href: path, target: '_blank', rel: 'noopener noreferrer'}, 'Whole text');

/** A diff or another text, such as the output of tests. */
export const diffView = ({title, path, text, isDiff, error}) => h('div.diff-frame', null,
  h('div.buttons', null, h('h2', {id: 'diff-title'}, title), wholeText(path),
    h('button.button', {type: 'button', onclick: {do: 'closeDialog', id: 'diff'}}, 'Close')),
  h('pre.diff', {tabindex: 0, 'aria-label': title},
    error ? h('span.del', null, error) : text === null ? 'Loading …' : isDiff ? diffLines(text) : text || 'It is empty.'));
