import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {noWaits, withWaits} = await load('state/waits.js');

const event = (text, time, own = {}) => ({type: 'status', source: 'orchestrator', run: '', text, at: `2026-01-01T${time}Z`, ...own});
const BEGIN = event('claude-1 waits until 2026-01-01T11:00:00Z', '10:00:00');

test('a wait lasts until the time that it is for, or until the run goes on', () => {
  assert.deepEqual(withWaits(noWaits, [BEGIN]), [{run: 'claude-1', from: '2026-01-01T10:00:00Z', until: '2026-01-01T11:00:00Z'}]);
  assert.equal(withWaits(noWaits, [BEGIN, event('claude-1 goes on', '10:30:00')])[0].until, '2026-01-01T10:30:00Z');
  assert.equal(withWaits(noWaits, [BEGIN, event('codex-1 goes on', '10:30:00'), event('claude-1 goes on', '12:00:00')])[0].until, '2026-01-01T11:00:00Z');
});

test('what an agent says of itself is no wait, and other events change nothing', () => {
  assert.equal(withWaits(noWaits, [{...BEGIN, run: 'claude-1'}, {...BEGIN, source: 'stdout'}, {...BEGIN, type: 'message'}, event('x waits until lunch', '10:00:00'), event('working', '10:00:00')]), noWaits);
});
