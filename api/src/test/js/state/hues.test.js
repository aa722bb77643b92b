import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {assignment, session} from '../support/sessions.js';

const {agentsOf, colourOf, withAgents} = await load('state/hues.js');

test('no two agents share a colour, however many there are', () => {
  const hues = withAgents({}, Array.from({length: 60}, (_, i) => `agent${i}`));

  assert.equal(new Set(Object.values(hues).map(colourOf)).size, 60);
});

test('an agent keeps its colour when others come, and the known ones have always the same', () => {
  const before = withAgents({}, ['builder', 'codex']);
  const after = withAgents(before, ['claude', 'codex', 'tester', '']);

  assert.equal(after.builder, before.builder);
  assert.deepEqual([after.claude, after.codex], [0, 1]);
  assert.equal(new Set(Object.values(after)).size, 4);
  assert.equal(withAgents(after, ['tester']), after);
});

test('an agent may be named like a property of every object', () => {
  const hues = withAgents({}, ['constructor', 'toString', 'valueOf']);

  assert.equal(new Set(Object.values(hues)).size, 3);
});

test('agents of assignments, reviews and events are shown', () => {
  const current = {session: session({assignments: [assignment({agent: 'a'})], teamwork: {reviews: [{reviewer: 'b'}]}}), log: {agents: ['c']}};

  assert.deepEqual(agentsOf({current, watch: null}), ['a', 'b', 'c']);
  assert.deepEqual(agentsOf({current: null, watch: {detail: {attempts: [{strategist: 'd', fixer: 'e'}]}, log: {agents: []}}}), ['d', 'e']);
});
