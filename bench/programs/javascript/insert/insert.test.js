import assert from 'node:assert/strict';
import test from 'node:test';
import { place } from './insert.js';

test('finds the place', () => {
  assert.equal(place([1, 3, 5], 4), 2);
  assert.equal(place([], 4), 0);
});

test('goes behind its equals', () => {
  assert.equal(place([1, 3, 3, 5], 3), 3);
});
