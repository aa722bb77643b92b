import assert from 'node:assert/strict';
import test from 'node:test';
import { duration } from './duration.js';

test('shows each unit', () => {
  assert.equal(duration(61), '1 min 1 s');
});

test('leaves out what is zero', () => {
  assert.equal(duration(7200), '2 h');
  assert.equal(duration(0), '0 s');
});
