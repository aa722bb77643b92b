import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {issueUrlIn, requestOf, valuesOfRequest} = await load('state/start.js');

const request = (values) => requestOf((name) => values[name]);

test('empty fields are left out of a request', () => {
  assert.deepEqual(request({prompt: ' Do it. ', target: '/code/app', verify: '', agents: ' '}), {prompt: 'Do it.', target: '/code/app'});
});

test('agents are separated by commas or blanks', () => {
  assert.deepEqual(request({agents: ' claude, codex gemini,'}).agents, ['claude', 'codex', 'gemini']);
});

test('roles and limits are objects of a request', () => {
  assert.deepEqual(request({'roles.architect': 'claude', 'roles.reviewer': 'codex', 'budget.dollars': '2.5', 'budget.tokens': '1000', maxRounds: '0'}),
    {roles: {architect: 'claude', reviewer: 'codex'}, budget: {dollars: 2.5, tokens: 1000}, maxRounds: 0});
});

test('what is no number goes to the server as it is', () => {
  assert.deepEqual(request({'budget.tokens': 'many'}), {budget: {tokens: 'many'}});
});

test('a choice that is a truth is one', () => {
  assert.deepEqual(request({noWait: 'true', reviews: 'off'}), {noWait: true, reviews: 'off'});
});

test('a request fills the form from which it is made again', () => {
  const whole = {prompt: 'p', target: '/t', agents: ['a', 'b'], roles: {reviewer: 'b'}, budget: {hours: 1}, noWait: true, verify: 'make'};

  const values = valuesOfRequest({...whole, unknown: 1});

  assert.deepEqual(requestOf((name) => values[name]), whole);
});

test('only a URL of an issue, and nothing beside it, is one', () => {
  assert.equal(issueUrlIn(' https://github.com/o/r.js/issues/12\n'), 'https://github.com/o/r.js/issues/12');
  for (const text of ['', 'https://github.com/o/r/pull/12', 'https://example.org/o/r/issues/1', 'Fix https://github.com/o/r/issues/1']) {
    assert.equal(issueUrlIn(text), '');
  }
});
