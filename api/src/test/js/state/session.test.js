import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {item, needing, over, paused, session} from '../support/sessions.js';

const derived = await load('state/session.js');
const {activityByRun, controls, hasLongPrompt, nameOf, openItems, pauseOrUnpause, titleOf, troubles} = derived;

const possible = (session) => Object.entries(controls(session)).filter(([, can]) => can).map(([name]) => name);

test('a running session can be reviewed, paused and stopped', () => {
  assert.deepEqual(possible(session()), ['review', 'pause', 'stop']);
});

test('a paused session can be resumed and stopped', () => {
  assert.deepEqual(possible(paused()), ['unpause', 'stop']);
});

test('a session that is done has a report and nothing to resume', () => {
  assert.deepEqual(possible(over('done')), ['report', 'archive']);
});

test('a stopped or failed session can be resumed, unless it was', () => {
  assert.deepEqual(possible(over('stopped')), ['report', 'resume', 'archive']);
  assert.deepEqual(possible(over('failed')), ['report', 'resume', 'archive']);
  assert.deepEqual(possible(over('failed', {superseded: true})), ['report', 'archive']);
});

test('an archived session can be taken back, and an open one cannot be archived', () => {
  assert.deepEqual(possible(over('done', {archived: true})), ['report', 'unarchive']);
  assert.ok(!possible(session()).includes('archive'));
});

test('a session that is ending has no controls, and one without a key has no report', () => {
  assert.deepEqual(possible(session({phase: 'done'})), []);
  assert.deepEqual(possible(over('done', {key: ''})), []);
});

test('the key p pauses and unpauses, but does not resume an ended session', () => {
  assert.equal(pauseOrUnpause(session()), 'pause');
  assert.equal(pauseOrUnpause(paused()), 'resume');
  assert.equal(pauseOrUnpause(over('stopped')), '');
});

test('an open item is one without an answer in an open session', () => {
  const items = [item({id: 'a'}), item({id: 'b', answer: {choice: 'fix'}})];

  assert.deepEqual(openItems(needing({teamwork: {items}})).map(({id}) => id), ['a']);
  assert.deepEqual(openItems(over('stopped', {teamwork: {items}})), []);
  assert.deepEqual(openItems(session()), []);
});

test('a trouble that the hold already mentions is left out', () => {
  const all = [{step: 'launch', reason: 'Disk full.'}, {step: 'checks', reason: 'No shell.'}];

  assert.deepEqual(troubles(needing({troubles: all, hold: {kind: 'needs_you', reason: 'Disk full. What now?'}})), [all[1]]);
  assert.deepEqual(troubles(session({troubles: undefined})), []);
});

test('a title is the first line of the prompt, or the id', () => {
  assert.equal(titleOf(session({prompt: '\n First.\nSecond.'})), 'First.');
  assert.equal(titleOf(session({prompt: ' '})), 's');
  assert.ok(hasLongPrompt(session({prompt: 'First.\nSecond.'})));
  assert.ok(!hasLongPrompt(session({prompt: 'First.\n'})));
});

test('an execution is named by its reference, else its key, else its id', () => {
  assert.equal(nameOf({ref: 'r', key: 'k', session: 's'}), 'r');
  assert.equal(nameOf({ref: '', key: 'k', session: 's'}), 'k');
  assert.equal(nameOf({key: '', session: 's'}), 's');
});

test('the activity of a run is that of its newest launch', () => {
  const activity = [{run: 'a', launch: 2}, {run: 'b', launch: 1}, {run: 'a', launch: 1}, {run: 'a', launch: 3}];

  assert.equal(activityByRun(session({activity})).get('a').launch, 3);
  assert.equal(activityByRun(session({activity: undefined})).size, 0);
});
