import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {noStarts, withStarts} = await load('state/starts.js');

const event = (own = {}) => ({type: 'status', source: 'orchestrator', run: '', text: 'claude-1 starts: Write the flag: all', at: '2026-01-01T10:00:00Z', ...own});

test('the starts that the session tells of are kept', () => {
  assert.deepEqual(withStarts(noStarts, [event()]), [{run: 'claude-1', at: '2026-01-01T10:00:00Z', title: 'Write the flag: all'}]);
});

test('what an agent says of itself is no start, and other events change nothing', () => {
  assert.equal(withStarts(noStarts, [event({run: 'claude-1'}), event({source: 'stdout'}), event({type: 'message'}), event({text: 'working'})]), noStarts);
});

test('the newest are kept', () => {
  const many = Array.from({length: 1001}, (_, i) => event({text: `claude-${i} starts: x`}));

  assert.equal(withStarts(noStarts, many)[0].run, 'claude-1');
});
