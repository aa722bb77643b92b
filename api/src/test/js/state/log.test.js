import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {event} from '../support/sessions.js';

const {KEPT_MAX, ROWS_MAX, changeLog, emptyLog, withEvents, withFilter, withFollow, withToggledRow} = await load('state/log.js');
const {countText, hint} = await load('state/log-text.js');
const {matches} = await load('state/matching.js');

const events = (from, count, own) => Array.from({length: count}, (_, i) => event(from + i, own));
const ids = (log) => log.rows.map((row) => row.event.id);

test('events become rows in order, and their runs can be selected', () => {
  const log = withEvents(withEvents(emptyLog, events(1, 2)), [event(3, {run: 'codex-2'}), event(4, {run: ''})]);

  assert.deepEqual(ids(log), [1, 2, 3, 4]);
  assert.deepEqual(log.runs, ['claude-1', 'codex-2']);
  assert.equal(log.total.count, 4);
});

test('only the newest events are kept, but all are counted', () => {
  const log = withEvents(withEvents(emptyLog, events(1, KEPT_MAX)), events(KEPT_MAX + 1, 10));

  assert.equal(log.kept.length, KEPT_MAX);
  assert.equal(log.kept[0].id, 11);
  assert.equal(log.total.count, KEPT_MAX + 10);
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

test('a filter shows at once what is here, until the server has searched', () => {
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

const loaded = (log, page) => changeLog(log, {type: 'pageLoaded', wanted: log.wanted,
  page: {previous: page.events[0]?.id ?? 0, next: 0, more: false, ...page}});
const page = (from, count, own) => ({events: events(from, count), matches: {count, atLeast: false}, ...own});
const act = (log, type, own) => changeLog(log, {type, ...own});

test('a log begins with the newest events and what has arrived since', () => {
  const log = loaded(withEvents(emptyLog, events(11, 2)), page(1, 10, {more: true, matches: {count: 900, atLeast: false}}));

  assert.deepEqual(ids(log), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  assert.equal(countText(log), '902 events');
  assert.ok(log.hasEarlier);
  assert.equal(log.wanted, null);
});

test('an event that is on the page already does not come again', () => {
  const log = withEvents(loaded(emptyLog, page(1, 10, {next: 12})), events(10, 5));

  assert.deepEqual(ids(log).slice(-3), [10, 13, 14]);
});

test('earlier events are asked for before the first row and come above the others', () => {
  const log = act(loaded(emptyLog, page(501, 3, {more: true})), 'earlierWanted');
  assert.deepEqual(log.wanted, {page: 'earlier', before: 501});
  assert.equal(act(log, 'earlierWanted'), log);

  const more = loaded(log, page(499, 2));

  assert.deepEqual(ids(more), [499, 500, 501, 502, 503]);
  assert.equal(more.follow, false);
  assert.equal(act(more, 'earlierWanted'), more);
});

test('rows that were dropped while following can be asked for again', () => {
  const log = withEvents(loaded(emptyLog, page(1, ROWS_MAX)), events(ROWS_MAX + 1, 5));

  assert.deepEqual(act(log, 'earlierWanted').wanted, {page: 'earlier', before: 6});
});

test('a search shows what the server found, however old it is, and how many match', () => {
  const log = loaded(withFilter(loaded(emptyLog, page(901, 3, {matches: {count: 12_000, atLeast: false}})), {search: 'needle'}),
    page(7, 2, {matches: {count: 5, atLeast: false}, more: true}));

  assert.deepEqual(ids(log), [7, 8]);
  assert.equal(countText(log), '5 of 12,000 events');
  const live = withEvents(log, [event(904), event(905, {text: 'a Needle'})]);
  assert.deepEqual(ids(live), [7, 8, 905]);
  assert.equal(countText(live), '6 of 12,002 events');
});

test('a search that has found nothing yet goes on where it stopped', () => {
  const searching = withFilter(emptyLog, {search: 'needle'});
  const on = act(searching, 'searchContinued', {wanted: searching.wanted, page: {events: [], previous: 4000, more: true, matches: {count: 1, atLeast: true}}});

  assert.deepEqual(on.wanted, {page: 'latest', before: 4000});
  assert.equal(hint(on), 'Searching …');
  assert.equal(hint(loaded(on, page(1, 0))), 'No event matches.');
});

test('the answer to an earlier search is ignored', () => {
  const old = withFilter(emptyLog, {search: 'old'});
  const log = withFilter(old, {search: 'new'});

  assert.equal(act(log, 'pageLoaded', {wanted: old.wanted, page: page(1, 3)}), log);
});

test('a link to an event is shown whatever the filter was', () => {
  const log = act(withFilter(emptyLog, {type: 'error', search: 'x'}), 'eventMarked', {id: 40});

  assert.deepEqual(log.filter, {run: '', type: '', search: ''});
});

test('a link to an event shows it with those before it, open and marked, and new events are only counted', () => {
  const asked = act(emptyLog, 'eventMarked', {id: 40});
  assert.deepEqual(asked.wanted, {page: 'around', before: 41});

  const log = withEvents(loaded(asked, page(31, 10, {more: true})), events(900, 2));

  assert.deepEqual(ids(log).slice(-1), [40]);
  assert.ok(log.rows.at(-1).isOpen);
  assert.equal(log.missed, 2);
  const newest = withFollow(log, true);
  assert.deepEqual(newest.wanted, {page: 'latest', before: 'latest'});
  assert.deepEqual(ids(newest), [900, 901]);
});

test('a conversation has the events of its run', () => {
  const log = act(withEvents(emptyLog, [event(1), event(2, {run: 'codex-2'})]), 'transcriptShown', {run: 'codex-2'});

  assert.deepEqual(ids(log), [2]);
  assert.equal(log.filter.run, 'codex-2');
  assert.equal(act(log, 'transcriptShown', {run: 'codex-2'}), log);
  assert.deepEqual(ids(act(log, 'transcriptShown', {run: ''})), [1, 2]);
});

test('a hint explains why there are no rows', () => {
  assert.equal(hint(emptyLog), 'Waiting for events …');
  assert.equal(hint({...emptyLog, hasEnded: true}), 'This session has no events.');
  const searching = withFilter(withEvents(emptyLog, events(1, 1)), {search: 'zzz'});
  assert.equal(hint(searching), 'Searching …');
  assert.equal(hint(act(searching, 'pageFailed', {wanted: searching.wanted, text: 'The API does not answer.'})), 'The API does not answer.');
  assert.equal(hint(withEvents(emptyLog, events(1, 1))), '');
});

test('a count that is not complete says so', () => {
  assert.equal(countText({...emptyLog, total: {count: 1, atLeast: false}}), '1 event');
  assert.equal(countText({...emptyLog, total: {count: 90_000, atLeast: true}}), 'at least 90,000 events');
  assert.equal(countText({...emptyLog, filter: {run: 'a', type: '', search: ''}, matches: {count: 3, atLeast: false}}), '3 matching');
});
