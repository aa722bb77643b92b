import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {NOW, session} from '../support/sessions.js';

const {changePlan, moved, sent, without, withOneMore} = await load('state/plan.js');
const {emptyPage, reduce} = await load('state/page.js');

const one = (id, own = {}) => ({id, role: 'implementer', agent: 'claude', title: id, prompt: `do ${id}`, weight: 30, dependsOn: [], ...own});
const ids = (assignments) => assignments.map(({id}) => id);

test('a plan that is opened has the draft of the user, if there is one', () => {
  const plan = {item: 'plan-1', agents: ['claude'], assignments: [one('a')]};

  assert.deepEqual(changePlan(null, {type: 'planOpened', plan, draft: null}), {...plan, isDraft: false});
  assert.deepEqual(ids(changePlan(null, {type: 'planOpened', plan, draft: [one('b')]}).assignments), ['b']);
  assert.equal(changePlan(plan, {type: 'planClosed'}), null);
  assert.equal(changePlan(null, {type: 'planChanged', assignments: []}), null);
});

test('one more has a free id and the usual weight', () => {
  const all = withOneMore([one('task-1', {weight: 20}), one('b', {weight: 41})], ['codex', 'claude']);

  assert.deepEqual(all.at(-1), {id: 'task-2', role: 'implementer', agent: 'codex', title: '', prompt: '', weight: 31, dependsOn: []});
  assert.equal(withOneMore([], [])[0].weight, 1);
});

test('nothing waits for what is removed', () => {
  assert.deepEqual(without([one('a'), one('b', {dependsOn: ['a', 'c']}), one('c')], 'a').map(({dependsOn}) => dependsOn), [['c'], []]);
});

test('an assignment moves by one place and not beyond the ends', () => {
  const all = [one('a'), one('b'), one('c')];

  assert.deepEqual(ids(moved(all, 'b', -1)), ['b', 'a', 'c']);
  assert.deepEqual(ids(moved(all, 'b', 1)), ['a', 'c', 'b']);
  assert.equal(moved(all, 'a', -1), all);
  assert.equal(moved(all, 'c', 1), all);
  assert.equal(moved(all, 'nobody', 1), all);
});

test('only the fields of a plan are sent', () => {
  assert.deepEqual(sent([{...one('a'), status: 'waiting'}]), [one('a')]);
});

test('a plan that is edited outlives the snapshots of its session, but not another execution', () => {
  const seen = [{type: 'navigated', name: 's'}, {type: 'snapshot', session: session()},
    {type: 'planOpened', plan: {item: 'plan-1', agents: [], assignments: [one('a')]}, draft: null}, {type: 'snapshot', session: session()}].reduce(reduce, emptyPage(NOW));

  assert.deepEqual(ids(seen.current.plan.assignments), ['a']);
  assert.equal(reduce(seen, {type: 'snapshot', session: session({execution: 'e2'})}).current.plan, null);
});
