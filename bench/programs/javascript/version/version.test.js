import assert from 'node:assert/strict';
import test from 'node:test';
import { compare } from './version.js';

test('compares numbers, not letters', () => {
  assert.ok(compare('1.10.0', '1.9.9') > 0);
});

test('takes missing parts as 0', () => {
  assert.equal(compare('1.2', '1.2.0'), 0);
  assert.ok(compare('1.2', '1.2.1') < 0);
});
