import assert from 'node:assert/strict';
import test from 'node:test';
import { order } from './order.js';

test('puts what is needed first', () => {
  assert.deepEqual(order({ c: ['b'] }), ['b', 'c']);
});

test('has each task once', () => {
  assert.ok(order({ d: ['b', 'c'], b: ['a'], c: ['a'], a: [] }).length >= 4);
});

test('refuses a circle', () => {
  assert.throws(() => order({ a: ['b'], b: ['a'] }), /circle/);
});
