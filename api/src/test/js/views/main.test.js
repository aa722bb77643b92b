import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, NOW, assignment, event, item, needing, over, paused, permission, session, violation} from '../support/sessions.js';

const {mainView, titleView} = await load('views/main.js');
const {newCurrent} = await load('state/current.js');

const current = (session, own = {}) => ({...newCurrent('s'), session, ...own});
const shown = (session, own) => mainView({current: current(session, own), now: NOW});
const buttons = (session) => all(first(shown(session), '.actions'), 'button').map(textOf);

test('without a session the page explains how to start one', () => {
  assert.match(textOf(mainView({current: null, now: NOW})), /Choose a session/);
  assert.equal(titleView({current: null}), 'Orchestrator');
});

test('an unknown session shows the message and a link back', () => {
  const main = mainView({current: current(null, {missing: 'There is no session `x`.'}), now: NOW});

  assert.match(textOf(main), /No such session.*There is no session `x`/);
  assert.equal(first(main, 'a').props.href, '#/');
});

test('before the first snapshot only the waiting log is shown', () => {
  const main = shown(null);

  assert.deepEqual(first(main, '.head').children, []);
  assert.match(textOf(first(main, '.rows')), /Waiting for events/);
});

test('a running session shows its step, progress and controls', () => {
  const main = shown(session({currentStep: 'claude-1: Write the flag', progressPercent: 35}));

  assert.match(textOf(first(main, '.now')), /working.*claude-1: Write the flag.*35 %/);
  assert.deepEqual(buttons(session()), ['Review', 'Pause', 'Stop']);
  assert.deepEqual(first(main, '[pause]').props.onclick, {do: 'pause'});
});

test('a paused session shows who paused it and can be resumed', () => {
  const main = shown(paused());

  assert.match(textOf(first(main, '[hold]')), /Paused.*by ana.*since/);
  assert.deepEqual(buttons(paused()), ['Resume', 'Stop']);
});

test('a session that is done links to its report', () => {
  const main = shown(over('done'));

  assert.equal(first(main, '[report]').props.href, '/api/v1/s/report');
  assert.deepEqual(buttons(over('done')), ['Archive']);
  assert.match(textOf(first(main, '.step')), /ended/);
});

test('a failed session shows the reason in red and can be resumed', () => {
  const main = shown(over('failed', {reason: 'No agent is left.'}));

  assert.match(first(main, '[reason]').props.class, /bad/);
  assert.deepEqual(buttons(over('failed')), ['Archive', 'Resume']);
});

test('a resumed session links to the newer execution', () => {
  const main = shown(over('stopped', {superseded: true}));

  assert.equal(first(first(main, '[newer]'), 'a').props.href, '#/s/s');
  assert.match(textOf(shown(session({resumedFrom: 'older'}))), /Continues from the finished work of older\./);
});

test('a trouble shows step, reason, remedy and attempts', () => {
  const troubles = [{run: 'claude-1', step: 'launch', reason: 'Disk full.', remedy: 'Free some.', since: '2026-01-01T10:00:00Z', attempts: 3}];

  assert.match(textOf(first(shown(session({troubles})), '.banner')), /claude-1: launch.*Disk full\. Free some\..*3 attempts/);
});

test('open items come before everything else and mark the title', () => {
  const needy = needing({teamwork: {items: [item()]}});

  assert.equal(first(shown(needy), '.head').children[0].key, 'needs');
});

test('the title of the tab counts what needs the user, whatever is shown', () => {
  assert.equal(titleView({current: current(session())}, 3), '(3) Add a --json flag · working');
  assert.equal(titleView({current: current(session())}, 0), 'Add a --json flag · working');
  assert.equal(titleView({current: null}, 1), '(1) Orchestrator');
});

test('whatever may scroll can be scrolled by keyboard and has a name', () => {
  const verified = {status: 'RED', command: 'make', exitCode: 1, seconds: 1, tail: 'FAIL'};
  const busy = needing({prompt: 'One.\nTwo.', teamwork: {items: [item({said: [{who: 'codex', what: 'no'}]}), permission()],
    verification: {verified}, decisions: [{round: 1, decision: 'CONTINUE', carriedOutAs: '', why: '', at: '2026-01-01T10:00:00Z'}]}});
  const recoveries = {events: [event(1, {type: 'recovery'})], total: 1};
  const violations = {events: [violation(2)], total: 1, byRun: {}};
  const scrolling = ['ol', 'pre', '.said', '.rows'].flatMap((selector) => all(shown(busy, {recoveries, violations}), selector));

  assert.ok(scrolling.length >= 7);
  for (const one of scrolling) assert.ok(one.props.tabindex === 0 && one.props['aria-label'], one.tag);
});

test('no level of headings is left out', () => {
  const busy = needing({teamwork: {items: [item()], reviews: [{round: 1, run: 'codex-1', reviewer: 'codex', reviewed: 'claude',
    trigger: 'end', verdict: 'APPROVED', summary: '', points: [], startedAt: '2026-01-01T10:00:00Z'}]},
  assignments: [assignment(), assignment({id: 'b', status: 'done'})]});
  const levels = all(shown(busy), '*').filter(({tag}) => /^h\d$/.test(tag)).map(({tag}) => Number(tag[1]));

  assert.ok(levels.includes(1) && levels.includes(3));
  levels.forEach((level, i) => assert.ok(level <= (levels[i - 1] ?? 1) + 1, String(levels)));
});

test('a long prompt can be unfolded, a short one cannot', () => {
  assert.equal(textOf(first(shown(session({prompt: 'First.\nSecond.'})), '[prompt]')), 'Whole promptFirst.\nSecond.');
  assert.equal(first(shown(session()), '[prompt]'), undefined);
});

test('time, tokens and cost are shown, and an unknown cost is unavailable', () => {
  const facts = (own) => textOf(first(shown(session(own)), '.facts'));

  assert.match(facts({}), /time 40 s$/);
  assert.match(facts({usage: {inputTokens: 1500, outputTokens: 20}}), /tokens 1\.5k in · 20 outcost unavailable/);
  assert.match(facts({usage: {inputTokens: 1, outputTokens: 2, costUsd: 0.5, costAtLeast: true}}), /cost at least \$0\.500/);
  assert.match(facts({lastChecked: '2026-01-01T10:00:38Z'}), /checked 2 s ago/);
});

test('another execution under the same name gets new elements, so typed text and filters do not carry over', () => {
  const keys = (generation) => shown(session(), {generation}).map(({key}) => key);

  assert.notDeepEqual(keys(0), keys(1));
});

test('hostile texts stay text everywhere', () => {
  const hostile = needing({
    prompt: HOSTILE, target: HOSTILE, crew: HOSTILE, reason: HOSTILE, note: HOSTILE, currentStep: HOSTILE, resumedFrom: HOSTILE,
    assignments: [assignment({title: HOSTILE, note: HOSTILE, run: HOSTILE, role: HOSTILE})],
    teamwork: {items: [item({question: HOSTILE, said: [{who: HOSTILE, what: HOSTILE}]})]},
  });
  const main = shown(hostile);

  assert.ok(textOf(main).split(HOSTILE).length > 8);
  assert.ok(!tags(main).has('img'));
});
