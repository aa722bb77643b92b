import assert from 'node:assert/strict';
import test from 'node:test';
import { slug } from './slug.js';

test('joins words by hyphens', () => {
  assert.equal(slug('Hello,  World!'), 'hello---world');
});

test('takes accents away', () => {
  assert.equal(slug('Crème brûlée'), 'creme-brulee');
});

test('has no hyphen at its ends', () => {
  assert.equal(slug(' - x - '), 'x');
});
