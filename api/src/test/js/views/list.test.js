import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, NOW, needing, over, paused, session} from '../support/sessions.js';

const {listView} = await load('views/list.js');
const {healthView} = await load('views/health.js');

const {listed, noListFilter} = await load('state/sessions.js');

const one = (session, selected = '') => first(listView([session], selected, NOW), '.item');

test('an empty list explains how to start a session', () => {
  assert.match(textOf(listView([], '', NOW)), /No sessions yet\..*orchestrate/);
});

test('an open session says when it was last active', () => {
  const lastActivity = new Date(NOW - 120_000).toISOString();

  assert.match(textOf(first(one(session({lastActivity})), '.line')), /active 2 min ago/);
});

test('archived sessions are found by their state, even if there are no others', () => {
  const archived = [over('done', {archived: true, prompt: 'Old work'})];

  assert.deepEqual(listed(archived, {...noListFilter, search: 'old'}), []);
  assert.deepEqual(listed(archived, {...noListFilter, status: 'archived'}), archived);
  assert.match(textOf(listView([], '', NOW, 0, 0, {...noListFilter, status: 'archived'}, archived)), /Old work/);
  assert.ok(all(listView([], '', NOW), 'option').some(({props}) => props.value === 'archived'));
});

test('older sessions that are not listed are counted, and a click lists more', () => {
  const list = listView([session()], '', NOW, 900, 200);

  assert.match(textOf(first(list, '.older')), /900 older sessions are not listed\. ?List 200 more/);
  assert.deepEqual(first(list, 'button').props.onclick, {do: 'listMore'});
  assert.equal(first(listView([session()], '', NOW, 900, 0), 'button'), undefined);
  assert.equal(first(listView([session()], '', NOW), '.older'), undefined);
});

test('sessions are found by words, state, target and agent, and what matches is counted', () => {
  const sessions = [session({prompt: 'Fix the parser'}), needing({session: 'n', target: '/code/shop', prompt: 'Fix prices'}),
    over('failed', {session: 'f', crew: '3: gemini alone'})];
  const found = (filter) => all(view({...noListFilter, ...filter}), '.name').map(textOf);
  const view = (filter) => listView(sessions, '', NOW, 0, 0, filter, listed(sessions, filter));

  assert.deepEqual(found({search: 'the PARSER'}), ['Fix the parser']);
  assert.deepEqual(found({status: 'failed'}), ['Add a --json flag']);
  assert.deepEqual(found({status: 'open'}), ['Fix prices', 'Fix the parser']);
  assert.deepEqual(found({target: '/code/shop'}), ['Fix prices']);
  assert.deepEqual(found({agent: 'gemini'}), ['Add a --json flag']);
  const none = view({...noListFilter, search: 'nothing'});
  assert.match(textOf(none), /0 sessions.*No session matches/);
  assert.deepEqual(all(none, 'option').map(textOf).filter((text) => /claude|gemini|codex|alone/.test(text)), ['claude', 'codex', 'gemini']);
});

test('a session shows its cost, how long it took, and when it was last active', () => {
  assert.match(textOf(one(session({usage: {costUsd: 1.5}}))), /\$1\.50 · 40 s$/);
  assert.match(textOf(one(over('done', {startedAt: '2026-01-01T09:00:00Z', endedAt: '2026-01-01T09:30:00Z'}))), /30 min 00 s · 30 min ago/);
});

test('a session that waits says why and until when', () => {
  const waiting = session({hold: {kind: 'waiting', reason: 'claude-1 waits for the end of a usage limit', until: '2026-01-01T12:00:00Z'}});

  assert.match(textOf(one(waiting)), /waits for the end of a usage limit, until /);
});

test('sessions that need the user come first, with the reason', () => {
  const list = listView([session(), needing()], '', NOW);

  assert.deepEqual(all(list, 'h2').map(textOf), ['Needs you · 1', 'Open · 1']);
  assert.ok(first(list, '.urgent'));
  assert.match(textOf(first(list, '.why')), /Reviewers still object/);
});

test('an open session has a progress bar, an ended one has none', () => {
  assert.equal(first(one(session({progressPercent: 35})), 'progress').props.value, 35);
  assert.equal(first(one(over('done')), 'progress'), undefined);
});

test('each session is a link, and the selected one is marked', () => {
  assert.equal(one(session({ref: 'a/b'})).props.href, '#/s/a%2Fb');
  assert.equal(one(session(), 's').props['aria-current'], 'true');
  assert.equal(one(session(), 'other').props['aria-current'], 'false');
});

test('each session shows its status as a word', () => {
  const pill = (session) => textOf(first(one(session), '.pill'));

  assert.equal(pill(session()), 'working');
  assert.equal(pill(paused()), 'paused');
  assert.equal(pill(needing()), 'needs you');
  assert.equal(pill(over('failed')), 'failed');
  assert.equal(pill(over('done', {outcome: 'merged'})), 'merged');
});

test('resumed and resuming sessions are marked', () => {
  assert.match(textOf(one(over('stopped', {superseded: true}))), /resumed later/);
  assert.match(textOf(one(session({resumedFrom: 'older'}))), /resumes older/);
});

test('troubles are shown with their step', () => {
  assert.match(textOf(one(session({troubles: [{step: 'launch', reason: 'Disk full.'}]}))), /launch: Disk full\./);
});

test('a hostile prompt stays text', () => {
  const item = one(session({prompt: HOSTILE, target: HOSTILE}));

  assert.equal(textOf(first(item, '.name')), HOSTILE);
  assert.ok(!tags(item).has('img'));
});

test('the header shows missing parts and a full disk', () => {
  const well = {temporal: 'ok', worker: 'ok', disk: 'ok', home: '/data', version: '1.2.3'};

  assert.deepEqual(healthView(null), []);
  assert.deepEqual(healthView(well).map(textOf), ['Temporal', 'Worker', 'v1.2.3']);
  assert.deepEqual(healthView({...well, temporal: 'down', worker: 'none', disk: 'full'}).map(textOf),
    ['Temporal missing', 'Worker missing', 'Disk full', 'v1.2.3']);
});
