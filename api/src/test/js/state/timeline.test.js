import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {assignment, item, over, session} from '../support/sessions.js';

const {timeline} = await load('state/timeline.js');

const none = {recoveries: []};
const at = (time) => `2026-01-01T${time}Z`;
const millis = (time) => Date.parse(at(time));
const NOW = millis('10:10:00');
const review = (own) => ({run: 'codex-2', reviewer: 'codex', reviewed: 'claude-1', verdict: 'APPROVED', startedAt: at('10:04:00'), endedAt: at('10:05:00'), ...own});
const summary = ({rows}) => rows.flatMap(({who, bars}) => bars.map(({kind, from, to, isOpen}) => [who, kind, (from - millis('10:00:00')) / 1000, (to - millis('10:00:00')) / 1000, isOpen]));

test('runs, reviews, fixes, waits and recoveries stand in the row of their agent, and you come last', () => {
  const shown = timeline(session({
    assignments: [
      assignment({id: 'plan', kind: 'plan', run: 'codex-1', agent: 'codex', startedAt: at('10:00:00'), endedAt: at('10:01:00'), status: 'done'}),
      assignment({startedAt: at('10:02:00'), endedAt: at('10:04:00'), status: 'done'}),
      assignment({id: 'fix-1', kind: 'fix', run: 'claude-2', startedAt: at('10:06:00'), endedAt: null}),
      assignment({id: 'later', startedAt: null, status: 'waiting'}),
    ],
    teamwork: {reviews: [review()], items: [item({since: at('10:01:00'), answer: {choice: 'accept', at: at('10:02:00')}})]},
  }), {recoveries: [{id: 7, at: at('10:03:00'), agent: 'claude', run: 'claude-1', text: 'resumed', data: {cause: 'the worker was killed'}}]}, NOW);

  assert.deepEqual(summary(shown), [
    ['codex', 'plan', 0, 60, false], ['codex', 'review', 240, 300, false],
    ['claude', 'work', 120, 240, false], ['claude', 'recovery', 180, 180, false], ['claude', 'fix', 360, 600, true],
    ['you', 'wait', 60, 120, false]]);
  assert.match(shown.rows[1].bars[1].text, /the worker was killed/);
});

test('a review that is an assignment too is shown once', () => {
  const shown = timeline(session({
    assignments: [assignment({id: 'review-1', kind: 'review', run: 'codex-2', agent: 'codex'})], teamwork: {reviews: [review({endedAt: null, verdict: null})], items: []}}), none, NOW);

  assert.deepEqual(summary(shown), [['codex', 'review', 240, 600, true]]);
});

test('what a session leaves unfinished ends with it', () => {
  const shown = timeline(over('stopped', {assignments: [assignment({endedAt: null})], teamwork: {reviews: [], items: [item()]}}), none, NOW);

  assert.deepEqual(summary(shown), [['claude', 'work', 0, 300, false], ['you', 'wait', 180, 300, false]]);
  assert.equal(shown.to, millis('10:05:00'));
});

test('a wait of the session is shown as long as it lasts', () => {
  const shown = timeline(session({hold: {kind: 'waiting', reason: 'usage limit', since: at('10:08:00')}}), none, NOW);

  assert.deepEqual(summary(shown), [['session', 'wait', 480, 600, true]]);
});

test('a pause lasts until the session is resumed, stopped or over', () => {
  const control = (action, time) => ({action, at: at(time), by: 'ana'});
  const paused = (...controls) => summary(timeline(session({controls}), none, NOW)).map(([, , ...rest]) => rest);

  assert.deepEqual(paused(control('pause', '10:01:00'), control('resume', '10:02:00'), control('resume', '10:03:00'), control('pause', '10:04:00')),
    [[60, 120, false], [240, 600, true]]);
  assert.deepEqual(paused(control('resume', '10:01:00'), control('review', '10:02:00')), []);
  assert.deepEqual(summary(timeline(over('stopped', {controls: [control('pause', '10:01:00')]}), none, NOW)), [['session', 'wait', 60, 300, false]]);
});

test('a run that waits for the end of a usage limit stands in the row of its agent', () => {
  const shown = timeline(session({assignments: [assignment({endedAt: at('10:09:00')}), assignment({id: 'b', run: 'codex-1', agent: 'codex'})]}), {recoveries: [], waits: [
    {run: 'claude-1', from: at('10:01:00'), until: at('10:02:00')}, {run: 'claude-1', from: at('10:08:00'), until: at('10:20:00')}, {run: 'codex-1', from: at('10:05:00'), until: at('10:20:00')}]}, NOW);

  assert.deepEqual(summary(shown).filter(([, kind]) => kind === 'wait'),
    [['claude', 'wait', 60, 120, false], ['claude', 'wait', 480, 540, false], ['codex', 'wait', 300, 600, true]]);
});

test('a run whose assignment another one has taken on is still shown', () => {
  const shown = timeline(session({
    assignments: [assignment({id: 'plan', kind: 'plan', run: 'codex-2', agent: 'codex', title: 'Plan', startedAt: at('10:03:00'), endedAt: at('10:04:00')})],
    activity: [{run: 'codex-1', agent: 'codex', launch: 1, lastEventAt: at('10:02:00')}], teamwork: {reviews: [review({run: 'codex-3'})], items: []},
  }), {recoveries: [], starts: [{run: 'codex-1', at: at('10:01:00'), title: 'Plan'}, {run: 'codex-2', at: at('10:03:00'), title: 'Plan'},
    {run: 'codex-3', at: at('10:04:00'), title: 'Review'}, {run: 'claude-1', at: at('10:05:00'), title: 'Write'}]}, NOW);

  assert.deepEqual(summary(shown), [['codex', 'plan', 60, 120, false], ['codex', 'plan', 180, 240, false], ['codex', 'review', 240, 300, false], ['claude', 'work', 300, 300, false]]);
});

test('times outside of the session are moved to its ends', () => {
  const shown = timeline(session({assignments: [assignment({startedAt: at('09:00:00'), endedAt: at('11:00:00')})]}), none, NOW);

  assert.deepEqual(summary(shown), [['claude', 'work', 0, 600, false]]);
});
