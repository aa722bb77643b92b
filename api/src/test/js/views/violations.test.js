import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, event, violation} from '../support/sessions.js';

const {violationsView} = await load('views/violations.js');
const {noViolations, withViolations} = await load('state/violations.js');

test('without violations there is nothing to show', () => {
  assert.equal(violationsView(withViolations(noViolations, [event(1)])), null);
});

test('violations are counted by run and listed with the newest first', () => {
  const seen = withViolations(noViolations, [violation(1), event(2), violation(3, {run: 'codex-1', agent: 'codex'}), violation(4)]);
  const view = violationsView(seen);

  assert.deepEqual(all(first(view, 'summary'), '.pill').map(textOf), ['claude-1 2', 'codex-1 1']);
  assert.deepEqual(all(view, 'li').map(({key}) => key), ['4', '3', '1']);
  assert.match(textOf(all(view, 'li')[0]), /claude-1stoppedBash: sudo idIt becomes root\.rule no-root/);
});

test('the count goes on when old ones are dropped', () => {
  const many = Array.from({length: 250}, (_, i) => violation(i + 1));
  const seen = withViolations(withViolations(noViolations, many), [violation(251)]);

  assert.equal(seen.total, 251);
  assert.equal(seen.byRun['claude-1'], 251);
  assert.equal(seen.events.length, 200);
});

test('hostile commands, and events of a later release, are text', () => {
  const guard = {kind: 'denied', tool: 'Bash', subject: HOSTILE, rule: HOSTILE, reason: HOSTILE};
  const view = violationsView(withViolations(noViolations, [violation(1, {data: {guard}}), violation(2, {data: {}})]));

  assert.equal(textOf(first(view, 'code')), `Bash: ${HOSTILE}`);
  assert.ok(!tags(view).has('img'));
  assert.match(textOf(all(view, 'li')[0]), /violationthe guard denied Bash: sudo id\./);
});
