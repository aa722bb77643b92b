import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {needing, over, session} from '../support/sessions.js';

const {groups, inOrder, isContinued, isSelected, neighbour} = await load('state/sessions.js');
const {apiPath, placeIn, pageUrl} = await load('state/urls.js');

const named = (make, name, own = {}) => make({session: name, key: name, ref: name, ...own});
const done = (own) => over('done', own);
const all = [named(done, 'd'), named(session, 'w'), named(needing, 'n')];

test('sessions that need the user come first, ended ones last; empty groups are left out', () => {
  assert.deepEqual(groups(all).map(({title}) => title), ['Needs you', 'Open', 'Finished']);
  assert.deepEqual(inOrder(all).map(({key}) => key), ['n', 'w', 'd']);
  assert.deepEqual(groups([all[0]]).map(({title}) => title), ['Finished']);
  assert.deepEqual(groups([]), []);
});

test('the neighbour follows the order of the list and stops at its ends', () => {
  assert.equal(neighbour(all, 'n', 1).key, 'w');
  assert.equal(neighbour(all, 'n', -1).key, 'n');
  assert.equal(neighbour(all, 'd', 1).key, 'd');
  assert.equal(neighbour(all, '', 1).key, 'n');
  assert.equal(neighbour([], '', 1), null);
});

test('an id selects its newest execution', () => {
  assert.ok(isSelected(session({ref: 'r2', session: 's'}), 's'));
  assert.ok(!isSelected(session({ref: 'r1', session: 's', superseded: true}), 's'));
  assert.ok(isSelected(session({ref: 'r1', session: 's', superseded: true}), 'r1'));
});

test('a newer execution of the same id continues an ended session', () => {
  const ended = over('stopped');

  assert.ok(isContinued(ended, [ended, session({execution: 'e2'})]));
  assert.ok(!isContinued(ended, [ended]));
  assert.ok(!isContinued(session(), [session({execution: 'e2'})]));
  assert.ok(!isContinued(over('stopped', {superseded: true}), [session({execution: 'e2'})]));
});

test('a name survives being part of a URL', () => {
  assert.equal(placeIn(pageUrl('a/b c#?')).name, 'a/b c#?');
  assert.equal(apiPath('a/b', 'state'), '/api/v1/a%2Fb/state');
  assert.equal(placeIn('#/').name, '');
  assert.equal(placeIn('').name, '');
});
