// What can be decided about a result: its buttons, and the dialog that asks once more.
import {decisions, pullRequestOf} from '../state/result.js';
import {buttons, errorLine} from './dialogs.js';
import {h} from './h.js';

const BUTTONS = {
  merge: {word: 'Merge …', look: 'primary'},
  'pull-request': {word: 'Open pull request …', look: ''},
  discard: {word: 'Discard …', look: 'danger'},
};

export function decisionRow(session, made) {
  const {kinds, why} = decisions(session, made);
  const address = pullRequestOf(made);
  return [
    address ? h('a.pull-request', {key: 'pull-request', href: address, target: '_blank', rel: 'noopener noreferrer'}, 'Pull request') : null,
    kinds.length ? h('div.decide', {key: 'decide', role: 'group', 'aria-label': 'Decide about the result'}, kinds.map((kind) => h('button.button.small', {
      key: kind, class: BUTTONS[kind].look, type: 'button', disabled: Boolean(why), title: why, onclick: {do: 'askToSettle', kind},
    }, BUTTONS[kind].word))) : null,
    why ? h('small.why', {key: 'why'}, why) : null,
  ];
}

const QUESTIONS = {
  merge: ({title}) => ({
    title: 'Merge the result?',
    text: `What the agents of “${title}” have changed comes into the target, on its current branch. Your uncommitted changes stay as they are.`,
    confirm: 'Merge', look: 'primary',
  }),
  'pull-request': ({title}) => ({
    title: 'Open a pull request?',
    text: `The result of “${title}” is pushed as a branch to the target’s remote. The target stays as it is.`,
    confirm: 'Open pull request', look: 'primary',
  }),
  discard: ({title}) => ({
    title: 'Discard the result?',
    text: `What the agents of “${title}” have changed is thrown away, with their checkouts and branches. The target stays as it is. Only the diff can still be read.`,
    confirm: 'Discard the result', look: 'danger',
  }),
};

export function settleView(dialog) {
  const {title, text, confirm, look} = QUESTIONS[dialog.kind](dialog);
  if (dialog.lines) return outcome(dialog);
  return h('form', {method: 'dialog', key: 'ask', onsubmit: {do: 'settle', kind: dialog.kind}},
    h('h2', {id: 'settle-title'}, title), h('p', {key: 'text'}, text),
    dialog.kind === 'discard' ? null : commit(dialog),
    dialog.kind === 'pull-request' ? pushOnly() : null,
    h('p.note', {key: 'note', role: 'status', hidden: !dialog.isBusy}, dialog.note || 'It is being done …'),
    errorLine(dialog.error),
    buttons('settle', 'Cancel', h('button.button.confirm', {class: look, type: 'submit', disabled: dialog.isBusy}, confirm)));
}

const commit = ({message}) => [
  h('label', {key: 'mode'}, 'Commits', h('select', {name: 'mode', autofocus: true},
    h('option', {value: 'squash'}, 'one commit with all changes'),
    h('option', {value: 'commits'}, 'keep the agents’ commits, below a merge commit'))),
  h('label', {key: 'message'}, 'Commit message', h('small', null, 'A line that names the session is added.'),
    h('textarea.mono', {name: 'message', maxlength: 10000, spellcheck: 'true'}, message)),
];

const pushOnly = () => h('label.check', {key: 'push-only'}, h('input', {type: 'checkbox', name: 'pushOnly'}),
  'Only push the branch, without GitHub’s program gh');

function outcome({lines, pullRequest}) {
  const address = pullRequestOf({pullRequest});
  return h('form', {method: 'dialog', key: 'done', onsubmit: {do: 'closeDialog', id: 'settle'}},
    h('h2', {id: 'settle-title'}, 'It is done'),
    h('div', {key: 'lines', role: 'status'}, h('ul.outcome', null, lines.map((line) => h('li', null, line)))),
    address ? h('a', {key: 'address', href: address, target: '_blank', rel: 'noopener noreferrer'}, address) : null,
    h('div.buttons', null, h('button.button.primary', {type: 'submit'}, 'Close')));
}
