import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {ago, cost, duration, hue, plural, tokens, words} = await load('views/format.js');
const {h} = await load('views/h.js');

const START = '2026-01-01T10:00:00Z';
const later = (seconds) => Date.parse(START) + seconds * 1000;

test('durations have two units at most', () => {
  assert.equal(duration(START, null, later(59)), '59 s');
  assert.equal(duration(START, null, later(61)), '1 min 01 s');
  assert.equal(duration(START, null, later(3660)), '1 h 01 min');
  assert.equal(duration(START, '2026-01-01T10:00:05Z', later(999)), '5 s');
  assert.equal(duration('', null, later(1)), '');
});

test('a slow clock gives no negative duration', () => {
  assert.equal(duration(START, null, later(-5)), '0 s');
});

test('ages are coarse', () => {
  assert.equal(ago(START, later(30)), 'just now');
  assert.equal(ago(START, later(120)), '2 min ago');
  assert.equal(ago(START, later(7200)), '2 h ago');
});

test('tokens and costs are rounded; an unknown cost is unavailable', () => {
  assert.deepEqual([999, 1200, 123_456, 5e6].map(tokens), ['999', '1.2k', '123k', '5.00M']);
  assert.deepEqual([cost(0.5), cost(12.345), cost(1, true), cost(null), cost(undefined)],
    ['$0.500', '$12.35', 'at least $1.00', 'unavailable', 'unavailable']);
});

test('words, plurals and colours', () => {
  assert.equal(words('needs_you'), 'needs you');
  assert.equal(plural(1, 'file', 'files'), '1 file');
  assert.equal(hue('claude'), 'agent-claude');
  assert.notEqual(hue('a.b'), hue('a b'));
  assert.match(hue('ü.<b>'), /^[\w-]+$/);
  assert.equal(hue(''), '');
});

test('a description has tag, key, classes and children; what is empty is left out', () => {
  assert.deepEqual(h('p.note.big', {key: 'k', class: [false, 'calm'], title: 't'}, 'a', null, [1, ['', false]], undefined),
    {tag: 'p', key: 'k', props: {title: 't', class: 'note big calm'}, children: ['a', '1']});
});
