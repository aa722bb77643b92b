import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, textOf} from '../support/described.js';
import {HOSTILE, NOW, assignment, item, needing, over, permission, session} from '../support/sessions.js';
import {asking, project} from '../support/watches.js';

const {attention, newsOf} = await load('state/attention.js');
const {emptyPage, reduce} = await load('state/page.js');
const {overview} = await load('views/overview.js');

const page = (sessions, own = {}) => ({...emptyPage(NOW), sessions, ...own});
const kinds = (sessions, own) => attention(page(sessions, own)).map(({kind}) => kind);
const result = (own = {}) => ({result: {isolation: 'WORKTREE', branch: 'b', files: 2, insertions: 3, deletions: 1, fate: 'closed', ...own}});

test('whatever needs the user in any session or project is counted, the most urgent first', () => {
  const sessions = [
    over('done', {execution: 'merge', teamwork: result()}),
    over('failed', {execution: 'failed', reason: 'It gave up.'}),
    session({execution: 'violations', violations: 2}),
    needing({execution: 'approval'}),
    needing({execution: 'budget', teamwork: {items: [item({kind: 'budget'})]}}),
    needing({execution: 'question', assignments: [assignment()]}),
    needing({execution: 'permission', teamwork: {items: [permission()]}}),
  ];

  assert.deepEqual(kinds(sessions, {projects: [project({inProgress: [asking()]})]}),
    ['permission', 'question', 'budget', 'approval', 'repair', 'failed', 'violations', 'merge']);
});

test('what nobody has to do anything about is not counted', () => {
  assert.deepEqual(kinds([
    session(),
    over('done'),
    over('stopped'),
    over('failed', {superseded: true}),
    over('done', {teamwork: result({fate: 'merged'})}),
    over('done', {teamwork: result({fate: 'discarded'})}),
    over('done', {teamwork: result({isolation: 'NONE'})}),
    over('failed', {endedAt: '2025-12-01T10:00:00Z'}),
  ]), []);
});

test('what was seen is counted no more, until there is more of it', () => {
  const seen = attention(page([session({violations: 2})])).map(({id}) => id);

  assert.deepEqual(kinds([session({violations: 2})], {seen}), []);
  assert.deepEqual(kinds([session({violations: 3})], {seen}), ['violations']);
  assert.deepEqual(reduce(page([]), {type: 'seen', ids: [...seen, ...seen]}).seen.length, 2);
});

test('looking at a session makes its failure seen, but not a question or a result', () => {
  const entries = attention(page([over('failed'), needing({execution: 'q'}), over('done', {execution: 'm', teamwork: result()})]));

  assert.deepEqual(newsOf(entries, '#/s/s'), ['e1 failed']);
  assert.deepEqual(newsOf(entries, '#/s/other'), []);
});

test('the first screen shows what needs the user, then who is at work and what it costs', () => {
  const sessions = [needing(), session({currentStep: 'claude-1 implements', startedAt: '2026-01-01T09:00:40Z', usage: {costUsd: 2}})];
  const described = overview(attention(page(sessions)), sessions, NOW);

  assert.equal(textOf(first(described, 'h1')), 'Needs you · 1');
  assert.match(textOf(all(described, '.entries')[0]), /approval.*Add a --json flag.*Reviewers still object/);
  assert.match(textOf(all(described, '.entries')[1]), /claude-1 implements.*time 1 h 00 min.*cost \$2\.00.*\$2\.00 per hour since its start/);
  assert.equal(first(described, 'a').props.href, '#/s/s');
});

test('news can be taken off the first screen, a question cannot', () => {
  const button = (sessions) => first(overview(attention(page(sessions)), sessions, NOW), 'button');

  assert.deepEqual(button([over('failed')]).props.onclick, {do: 'see', ids: ['e1 failed']});
  assert.equal(button([needing()]), undefined);
});

test('hostile texts stay text on the first screen', () => {
  const sessions = [needing({prompt: HOSTILE, hold: {kind: 'needs_you', reason: HOSTILE}})];

  assert.equal(all(overview(attention(page(sessions)), sessions, NOW), 'img').length, 0);
});

test('a session that was just started is in the list before the server lists it', () => {
  const starting = session({session: 'new', execution: 'starting new', isStarting: true, startedAt: '2026-01-01T10:00:40Z'});
  const listed = (page, sessions, now = NOW) => reduce(page, {type: 'listed', sessions, health: null, now});
  const ids = (page) => page.sessions.map((one) => one.session);

  const started = reduce(page([session()]), {type: 'started', session: starting});
  assert.deepEqual(ids(started), ['new', 's']);
  assert.deepEqual(ids(listed(started, [session()])), ['new', 's']);
  const arrived = listed(started, [session({session: 'new'}), session()]);
  assert.deepEqual(ids(arrived), ['new', 's']);
  assert.equal(arrived.starting.length, 0);
  assert.deepEqual(ids(listed(started, [session()], NOW + 60_000)), ['s']);
});

test('what all sessions at work cost so far and per hour is summed up', () => {
  const startedAt = new Date(NOW - 7_200_000).toISOString();
  const costing = (ref, costUsd) => session({ref, key: ref, session: ref, startedAt, usage: {inputTokens: 1, outputTokens: 1, costUsd}});
  const sum = (sessions) => textOf(first(overview([], sessions, NOW), '.sum') ?? []);

  assert.equal(sum([costing('a', 2), costing('b', 4)]), '$6.00 so far, $3.00 per hour since each was started');
  assert.match(sum([costing('a', 2), costing('b', undefined)]), /^at least \$2\.00 so far/);
  assert.equal(sum([costing('a', 2)]), '');
});
