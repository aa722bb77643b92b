import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {over} from '../support/sessions.js';

const {createSettling} = await load('net/settling.js');
const {createStore} = await load('state/store.js');
const {emptyPage, reduce} = await load('state/page.js');

const RESULT = {isolation: 'WORKTREE', branch: 'b', files: 1, insertions: 1, deletions: 0, note: '', message: 'Add it'};
const DONE = {fate: 'merged', lines: ['Merged into main.'], pullRequest: ''};

/** @param answers of the API, one for each call; an error is a refusal */
function settling(...answers) {
  const store = createStore(reduce, emptyPage(0));
  store.dispatch({type: 'navigated', name: 's'});
  store.dispatch({type: 'snapshot', session: over('done', {teamwork: {result: RESULT}})});
  const sent = [];
  const seen = [];
  const dialog = () => store.get().dialogs.settle;
  const api = {async settle(...given) {
    sent.push(given);
    const answer = answers[sent.length - 1];
    if (answer instanceof Error) throw answer;
    return answer;
  }};
  const commands = createSettling(store, api, () => seen.push('refresh'), {
    setTimeout: (call) => {
      seen.push(dialog()?.note);
      call();
    },
  });
  return {store, commands, sent, seen, dialog};
}

test('the dialog begins with the message that the merge would write', () => {
  const {commands, dialog} = settling();

  commands.askToSettle('merge');

  assert.equal(dialog().message, 'Add it');
  assert.equal(dialog().kind, 'merge');
});

test('what was done is shown, and the state is asked for again', async () => {
  const {commands, sent, seen, dialog} = settling(DONE);
  commands.askToSettle('merge');

  await commands.settle({mode: 'squash', message: 'Add it'});

  assert.deepEqual(sent, [['s', 'merge', {mode: 'squash', message: 'Add it'}]]);
  assert.deepEqual(dialog().lines, ['Merged into main.']);
  assert.deepEqual(seen, ['refresh']);
});

test('what takes long is asked for again until it is done', async () => {
  const {commands, sent, seen, dialog} = settling({note: 'No worker answers.'}, {note: 'It is under way.'}, DONE);
  commands.askToSettle('merge');

  await commands.settle({});

  assert.equal(sent.length, 3);
  assert.deepEqual(seen, ['No worker answers.', 'It is under way.', 'refresh']);
  assert.deepEqual(dialog().lines, DONE.lines);
});

test('a refusal stays in the dialog, and can be tried again', async () => {
  const {commands, dialog} = settling(new Error('You have changed a.txt.'), DONE);
  commands.askToSettle('merge');

  await commands.settle({});
  assert.equal(dialog().error, 'You have changed a.txt.');
  await commands.settle({});

  assert.equal(dialog().error, '');
  assert.deepEqual(dialog().lines, DONE.lines);
});

test('a second submit while the first is under way does nothing', async () => {
  const {commands, sent} = settling(DONE, DONE);
  commands.askToSettle('discard');

  await Promise.all([commands.settle({}), commands.settle({})]);

  assert.equal(sent.length, 1);
});

test('a dialog that was closed meanwhile stays closed', async () => {
  const {store, commands, dialog} = settling(DONE);
  commands.askToSettle('merge');

  const settled = commands.settle({});
  store.dispatch({type: 'dialogClosed', id: 'settle'});
  await settled;

  assert.equal(dialog(), null);
});
