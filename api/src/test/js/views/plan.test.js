import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, NOW, assignment, item, needing, session} from '../support/sessions.js';

const {needs} = await load('views/needs.js');
const {graphView} = await load('views/graph.js');
const {timelineView} = await load('views/timeline.js');

const IDLE = {sending: [], refused: {}};
const QUESTION = item({id: 'plan-1', kind: 'plan', question: 'Should the agents work by this plan?',
  choices: [{name: 'accept', meaning: 'begin with this plan'}, {name: 'fix', meaning: 'the architect changes it'}, {name: 'stop', meaning: 'stop the session'}]});
const asking = needing({teamwork: {items: [QUESTION]}});
const entry = (id, own = {}) => ({id, role: 'implementer', agent: 'claude', title: `The ${id}`, prompt: `do ${id}`, weight: 50, dependsOn: [], ...own});
const plan = (assignments, own = {}) => ({item: 'plan-1', agents: ['claude', 'codex'], assignments, isDraft: false, ...own});
const names = (form) => all(form, '*').filter(({tag}) => ['input', 'select', 'textarea'].includes(tag)).map(({props}) => props['aria-label'] ?? props.name);

test('a plan is offered for editing, and while it is edited only the edited one can be approved', () => {
  const offered = needs(asking, IDLE, NOW);
  const edited = needs(asking, IDLE, NOW, plan([entry('a')]));

  assert.deepEqual(first(offered, '[edit]').props.onclick, {do: 'editPlan', item: 'plan-1'});
  assert.ok(first(offered, '[choice-accept]'));
  assert.equal(first(edited, '[choice-accept]'), undefined);
  assert.equal(first(edited, '[edit]'), undefined);
  assert.deepEqual(first(edited, '[plan-plan-1]').props.onsubmit, {do: 'sendPlan'});
  assert.equal(textOf(first(edited, '[begin]')), 'Begin with this plan');
});

test('the plan of another question is not shown', () => {
  assert.ok(first(needs(asking, IDLE, NOW, plan([entry('a')], {item: 'plan-7'})), '[choice-accept]'));
});

test('each field has a label, and each assignment its fields', () => {
  const form = first(needs(asking, IDLE, NOW, plan([entry('a'), entry('b', {dependsOn: ['a']})])), '[plan-plan-1]');

  const parts = all(form, '.assignment');
  assert.deepEqual(parts.map(({props}) => props['data-assignment']), ['a', 'b']);
  assert.deepEqual(names(parts[1]), ['b: title', 'b: agent', 'b: role', 'b: weight', 'dependsOn', 'b: prompt']);
  const box = all(parts[1], 'input').find(({props}) => props.type === 'checkbox');
  assert.deepEqual([box.props.value, box.props.checked], ['a', true]);
  assert.deepEqual(all(form, '[up]').map(({props}) => props.disabled), [true, false]);
  assert.deepEqual(all(form, '[down]').map(({props}) => props.disabled), [false, true]);
});

test('in a large plan the ids are typed', () => {
  const many = Array.from({length: 20}, (_, i) => entry(`a${i}`, {dependsOn: i ? ['a0'] : []}));
  const form = first(needs(asking, IDLE, NOW, plan(many)), '[plan-plan-1]');

  assert.equal(all(form, 'input').filter(({props}) => props.type === 'checkbox').length, 0);
  assert.equal(all(form, 'input').find(({props}) => props['aria-label'] === 'a7: waits for').props.value, 'a0');
});

test('as long as nothing changes, the form and the graph are the same', () => {
  const edited = plan([entry('a')]);
  const shown = working([assignment(), assignment({id: 'b'})]);

  assert.equal(first(needs(asking, IDLE, NOW, edited), '[plan-plan-1]'), first(needs(asking, IDLE, NOW + 1000, edited), '[plan-plan-1]'));
  assert.ok(first(needs(asking, {sending: ['plan-1'], refused: {}}, NOW, edited), '[begin]').props.disabled);
  assert.equal(graphView(shown), graphView(shown));
});

test('a refusal stands below the form, and the form stays', () => {
  const section = needs(asking, {sending: [], refused: {'plan-1': '`a` has no title'}}, NOW, plan([entry('a')]));

  assert.equal(all(section, '.error').length, 1);
  assert.equal(textOf(first(section, '.error')), '`a` has no title');
  assert.ok(first(section, '[plan-plan-1]'));
});

test('what an agent planned stays text', () => {
  const section = needs(asking, IDLE, NOW, plan([entry('a', {title: HOSTILE, prompt: HOSTILE, agent: HOSTILE})]));

  assert.ok(!tags(section).has('img'));
  assert.equal(textOf(all(section, 'textarea').at(-1)), HOSTILE);
});

const working = (assignments, own = {}) => session({assignments, ...own});

test('the graph has a node and an entry of the list for each assignment but reviews and the planning', () => {
  const view = graphView(working([assignment({id: 'plan', kind: 'plan'}), assignment({id: 'a', status: 'done'}),
    assignment({id: 'b', dependsOn: ['a'], title: 'Test the flag', agent: 'codex'}), assignment({id: 'r', kind: 'review'})]));

  assert.equal(all(view, 'g').length, 2);
  assert.equal(all(view, 'path').length, 1);
  assert.equal(first(view, 'svg').props['aria-hidden'], 'true');
  assert.equal(textOf(all(view, 'li')[1]), 'Test the flag b · codex · running · after a');
});

test('a single assignment has no graph', () => {
  assert.equal(graphView(working([assignment()])), null);
});

test('300 assignments are described quickly, and folded', () => {
  const many = Array.from({length: 300}, (_, i) => assignment({id: `a${i}`, dependsOn: i ? [`a${Math.floor(i / 2)}`] : []}));
  const begin = performance.now();
  const view = graphView(working(many));

  assert.ok(performance.now() - begin < 200);
  assert.equal(view.props.open, false);
  assert.equal(all(view, 'g').length, 300);
});

test('the timeline has a band for each agent, and a list that says the same', () => {
  const view = timelineView(working([assignment({title: HOSTILE}), assignment({id: 'b', agent: 'codex', run: 'codex-1', status: 'done', endedAt: '2026-01-01T10:00:20Z'})]), {recoveries: []}, NOW);

  assert.deepEqual(all(view, '.band').map(({key}) => key), ['claude', 'codex']);
  assert.equal(all(view, 'rect').length, 2);
  assert.match(textOf(first(view, '.as-list')), /As a list · 2 entries.*claude · claude-1 works: <img.*codex · codex-1 works: Write the flag: done 20 s/);
  assert.ok(!tags(view).has('img'));
});

test('before anything has happened there is no timeline', () => {
  assert.equal(timelineView(session(), {recoveries: []}, NOW), null);
});

test('the drawings stand below a few cards, and above many', async () => {
  const {sessionView} = await load('views/session.js');
  const {newCurrent} = await load('state/current.js');
  const order = (count) => sessionView({...newCurrent('s'), session: working(Array.from({length: count}, (_, i) => assignment({id: `a${i}`})))}, NOW)
    .flat(Infinity).filter(Boolean).map(({key}) => key).filter((key) => ['graph', 'timeline', 'cards'].includes(key));

  assert.deepEqual(order(3), ['cards', 'graph', 'timeline']);
  assert.deepEqual(order(30), ['graph', 'timeline', 'cards']);
});

test('a question to the user reads as one', () => {
  const asked = working([], {teamwork: {reviews: [], items: [item({since: '2026-01-01T10:00:00Z'})]}});

  assert.match(textOf(timelineView(asked, {recoveries: []}, NOW)), /you · review-2 asked: After 2 rounds codex still objects\. \(open\) 40 s so far/);
});
