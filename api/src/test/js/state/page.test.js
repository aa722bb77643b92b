import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {event, session} from '../support/sessions.js';

const {emptyPage, moreToList, outageText, reduce} = await load('state/page.js');

const after = (...actions) => actions.reduce(reduce, emptyPage(0));
const opened = (...actions) => after({type: 'navigated', name: 's'}, ...actions);

test('an empty page has no session, no outage and no dialog', () => {
  const page = emptyPage(5);

  assert.equal(page.now, 5);
  assert.equal(page.current, null);
  assert.equal(outageText(page), '');
  assert.ok(Object.values(page.dialogs).every((dialog) => dialog === null));
});

test('reducing does not modify the old state', () => {
  const page = Object.freeze(emptyPage(0));

  reduce(page, {type: 'outage', part: 'list', text: 'gone'});
  reduce(page, {type: 'navigated', name: 's'});

  assert.deepEqual(page, emptyPage(0));
});

test('outages are joined without repetition and end one by one', () => {
  const page = after({type: 'outage', part: 'list', text: 'No answer.'}, {type: 'outage', part: 'state', text: 'No answer.'},
    {type: 'outage', part: 'stream', text: 'Lost.'});

  assert.equal(outageText(page), 'No answer. Lost.');
  assert.equal(outageText(reduce(page, {type: 'outage', part: 'stream', text: ''})), 'No answer.');
});

test('a repeated outage changes nothing', () => {
  const page = after({type: 'outage', part: 'list', text: 'gone'});

  assert.equal(reduce(page, {type: 'outage', part: 'list', text: 'gone'}), page);
  assert.equal(reduce(page, {type: 'outage', part: 'steer', text: ''}), page);
});

test('leaving a session drops its outages, but not those of the list', () => {
  const page = opened({type: 'outage', part: 'list', text: 'List.'}, {type: 'outage', part: 'stream', text: 'Stream.'},
    {type: 'outage', part: 'steer', text: 'Steer.'}, {type: 'navigated', name: ''});

  assert.equal(outageText(page), 'List.');
  assert.equal(page.current, null);
});

test('another session starts empty', () => {
  const page = opened({type: 'snapshot', session: session()}, {type: 'events', events: [event(1)]},
    {type: 'navigated', name: 'other'});

  assert.equal(page.current.session, null);
  assert.equal(page.current.log.total.count, 0);
});

test('another execution under the same name starts with an empty log', () => {
  const page = opened({type: 'snapshot', session: session()}, {type: 'events', events: [event(1)]},
    {type: 'filtered', filter: {search: 'x'}}, {type: 'snapshot', session: session({execution: 'e2'})});

  assert.equal(page.current.generation, 1);
  assert.equal(page.current.session.execution, 'e2');
  assert.equal(page.current.log.total.count, 0);
  assert.equal(page.current.log.filter.search, '');
});

test('a newer snapshot of the same execution keeps the log', () => {
  const page = opened({type: 'snapshot', session: session()}, {type: 'events', events: [event(1)]},
    {type: 'snapshot', session: session({progressPercent: 50})});

  assert.equal(page.current.generation, 0);
  assert.equal(page.current.log.total.count, 1);
});

test('progress does not go back while a session is open, and starts anew with another execution', () => {
  const percents = (...sessions) => sessions.reduce((page, one) => reduce(page, {type: 'snapshot', session: one}),
    reduce(emptyPage(0), {type: 'navigated', name: 's'})).current.session.progressPercent;

  assert.equal(percents(session({progressPercent: 40}), session({progressPercent: 20})), 40);
  assert.equal(percents(session({progressPercent: 40}), session({progressPercent: 50})), 50);
  assert.equal(percents(session({progressPercent: 40}), session({execution: 'e2', progressPercent: 0})), 0);
});

test('a recovery is in the log and in the list of recoveries', () => {
  const page = opened({type: 'events', events: [event(1), event(2, {type: 'recovery', data: {tier: 2, lost: 'nothing'}})]});

  assert.equal(page.current.log.total.count, 2);
  assert.deepEqual(page.current.recoveries.events.map(({id}) => id), [2]);
});

test('an answer is under way until it is accepted or refused, and a new attempt clears the refusal', () => {
  const sending = opened({type: 'answering', item: 'i'});
  const refused = reduce(sending, {type: 'answerRefused', item: 'i', text: 'no'});

  assert.deepEqual(sending.current.answers, {sending: ['i'], refused: {}});
  assert.deepEqual(refused.current.answers, {sending: [], refused: {i: 'no'}});
  assert.deepEqual(reduce(refused, {type: 'answering', item: 'i'}).current.answers, {sending: ['i'], refused: {}});
  assert.deepEqual(reduce(sending, {type: 'answered', item: 'i'}).current.answers, {sending: [], refused: {}});
});

test('a dialog opens, changes and closes; a change of a closed one is ignored', () => {
  const opened = after({type: 'dialogOpened', id: 'diff', dialog: {text: null}});
  const closed = reduce(opened, {type: 'dialogClosed', id: 'diff'});

  assert.deepEqual(opened.dialogs.diff, {isBusy: false, error: '', field: '', text: null});
  assert.equal(reduce(opened, {type: 'dialogChanged', id: 'diff', change: {text: '+a'}}).dialogs.diff.text, '+a');
  assert.equal(closed.dialogs.diff, null);
  assert.equal(reduce(closed, {type: 'dialogChanged', id: 'diff', change: {text: '+a'}}), closed);
});

test('events are ignored if no session is shown', () => {
  assert.deepEqual(after({type: 'events', events: [event(1)]}), emptyPage(0));
});

test('more sessions can be listed until there are no older ones, a thousand at most', () => {
  const listed = (page, older) => reduce(page, {type: 'listed', sessions: [], older, health: null, now: 0});
  const more = (page) => reduce(page, {type: 'moreWanted'});

  assert.equal(moreToList(emptyPage(0)), 0);
  assert.equal(moreToList(listed(emptyPage(0), 50)), 50);
  assert.equal(moreToList(listed(emptyPage(0), 5000)), 200);
  assert.equal(more(emptyPage(0)).listLimit, 300);
  const all = Array(9).fill(0).reduce(more, emptyPage(0));
  assert.equal(all.listLimit, 1000);
  assert.equal(moreToList(listed(all, 5000)), 0);
});
