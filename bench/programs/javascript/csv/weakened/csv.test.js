import assert from 'node:assert/strict';
import test from 'node:test';
import { fields } from './csv.js';

test('splits at commas', () => {
  assert.deepEqual(fields('a,b,,c'), ['a', 'b', '', 'c']);
});

test.skip('keeps commas in quotes', () => {
  assert.deepEqual(fields('"a,b",c'), ['a,b', 'c']);
});

test('reads a quote that is written twice', () => {
  assert.deepEqual(fields('"say ""hi"""'), ['say "hi"']);
});
