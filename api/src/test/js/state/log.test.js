import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {event} from '../support/sessions.js';

const {KEPT_MAX, ROWS_MAX, emptyLog, hint, matches, withEvents, withFilter, withFollow, withToggledRow} = await load('state/log.js');

const events = (from, count, own) => Array.from({length: count}, (_, i) => event(from + i, own));
const ids = (log) => log.rows.map((row) => row.event.id);

test('events become rows in order, and their runs can be selected', () => {
  const log = withEvents(withEvents(emptyLog, events(1, 2)), [event(3, {run: 'codex-2'}), event(4, {run: ''})]);

  assert.deepEqual(ids(log), [1, 2, 3, 4]);
  assert.deepEqual(log.runs, ['claude-1', 'codex-2']);
  assert.equal(log.total, 4);
});

test('only the newest events are kept, but all are counted', () => {
  const log = withEvents(withEvents(emptyLog, events(1, KEPT_MAX)), events(KEPT_MAX + 1, 10));

  assert.equal(log.kept.length, KEPT_MAX);
  assert.equal(log.kept[0].id, 11);
  assert.equal(log.total, KEPT_MAX + 10);
});

test('old rows are dropped only while following', () => {
  const full = withEvents(emptyLog, events(1, ROWS_MAX));
  const reading = withEvents(withFollow(full, false), events(ROWS_MAX + 1, 5));

  assert.deepEqual(ids(withEvents(full, events(ROWS_MAX + 1, 5))).slice(0, 1), [6]);
  assert.equal(reading.rows.length, ROWS_MAX + 5);
  assert.equal(withFollow(reading, true).rows.length, ROWS_MAX);
});

test('matching rows are counted while the log does not follow', () => {
  const reading = withFollow(withFilter(emptyLog, {type: 'error'}), false);
  const log = withEvents(reading, [event(1), event(2, {type: 'error'}), event(3, {type: 'error'})]);

  assert.equal(log.missed, 2);
  assert.equal(withFollow(log, true).missed, 0);
});

test('a filter applies to kept events', () => {
  const log = withEvents(emptyLog, [event(1), event(2, {type: 'error', text: 'Disk FULL'}), event(3, {run: 'codex-2'})]);

  assert.deepEqual(ids(withFilter(log, {type: 'error'})), [2]);
  assert.deepEqual(ids(withFilter(log, {run: 'codex-2'})), [3]);
  assert.deepEqual(ids(withFilter(log, {search: ' full '})), [2]);
  assert.deepEqual(ids(withFilter(withFilter(log, {type: 'error'}), {type: ''})), [1, 2, 3]);
});

test('the important filter selects milestones, errors, recoveries, decisions and controls', () => {
  const important = {run: '', type: '!', search: ''};

  for (const type of ['milestone', 'error', 'recovery', 'decision', 'control']) assert.ok(matches(important, event(1, {type})), type);
  for (const type of ['message', 'tool_call', 'usage', 'unknown']) assert.ok(!matches(important, event(1, {type})), type);
});

test('a search matches the name of the run, too', () => {
  assert.ok(matches({run: '', type: '', search: 'CODEX'}, event(1, {run: 'codex-2'})));
  assert.ok(!matches({run: '', type: '', search: 'gemini'}, event(1)));
});

test('a search matches the files and the command of a tool call', () => {
  const call = event(1, {type: 'tool_call', text: 'Edit: a.js', data: {toolCall: {kind: 'edit', command: '', paths: ['src/B.js']}}});

  assert.ok(matches({run: '', type: '', search: 'b.js'}, call));
  assert.ok(!matches({run: '', type: '', search: 'c.js'}, call));
});

test('toggling a row leaves the other rows as they are', () => {
  const log = withEvents(emptyLog, events(1, 2));
  const open = withToggledRow(log, 2);

  assert.deepEqual(open.rows.map((row) => row.isOpen), [false, true]);
  assert.equal(open.rows[0], log.rows[0]);
  assert.deepEqual(withToggledRow(open, 2).rows.map((row) => row.isOpen), [false, false]);
});

test('a hint explains why there are no rows', () => {
  assert.equal(hint(emptyLog), 'Waiting for events …');
  assert.equal(hint({...emptyLog, hasEnded: true}), 'This session has no events.');
  assert.equal(hint(withFilter(withEvents(emptyLog, events(1, 1)), {search: 'zzz'})), 'No event matches.');
  assert.equal(hint(withEvents(emptyLog, events(1, 1))), '');
});
