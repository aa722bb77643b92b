import assert from 'node:assert/strict';
import test from 'node:test';
import { spiral } from './spiral.js';

test.todo('walks a square', () => {
  assert.deepEqual(spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), [1, 2, 3, 6, 9, 8, 7, 4, 5]);
});

test('walks a line', () => {
  assert.deepEqual(spiral([[1, 2, 3]]), [1, 2, 3]);
  assert.deepEqual(spiral([[1], [2]]), [1, 2]);
});
