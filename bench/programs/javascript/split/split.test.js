import assert from 'node:assert/strict';
import test from 'node:test';
import { split } from './split.js';

test('loses nothing', () => {
  assert.deepEqual(split(100, 3), [34, 33, 33]);
  assert.equal(split(1001, 7).reduce((a, b) => a + b), 1001);
});

test('is even if it can be', () => {
  assert.deepEqual(split(90, 3), [30, 30, 30]);
  assert.deepEqual(split(200, 3), [67, 67, 66]);
});
