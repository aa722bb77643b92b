import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, textOf} from '../support/described.js';
import {HOSTILE, NOW, event, item, session} from '../support/sessions.js';

const {reviews} = await load('views/reviews.js');
const {recoveriesView} = await load('views/recoveries.js');
const {noRecoveries, withRecoveries} = await load('state/recoveries.js');

const review = (own = {}) => ({round: 1, run: 'codex-3', reviewer: 'codex', reviewed: 'claude', trigger: 'all work is done',
  verdict: 'CONCERNS', summary: 'No tests.', points: ['Add one'], startedAt: '2026-01-01T10:00:00Z', ...own});
const decision = (own = {}) => ({round: 1, decision: 'LOG_WARNING', carriedOutAs: 'claude fixes it', why: 'codex: CONCERNS',
  at: '2026-01-01T10:00:10Z', ...own});
const shown = (teamwork) => reviews(session({teamwork}), NOW);

test('without reviews nothing is shown', () => {
  assert.equal(reviews(session(), NOW), null);
  assert.equal(shown({reviews: [], decisions: [], items: [item()]}), null);
});

test('the newest round comes first, and the summary shows the newest decision', () => {
  const section = shown({reviews: [review(), review({round: 2, run: 'codex-5'})],
    decisions: [decision(), decision({round: 2, decision: 'STOP_AND_ESCALATE'})]});

  assert.deepEqual(all(section, 'h3').map(textOf), ['Round 2', 'Round 1']);
  assert.equal(textOf(first(section, 'summary')), 'Reviews · 2stop and escalate');
});

test('a verdict has its colour and its word', () => {
  const tone = (verdict) => first(shown({reviews: [review({verdict})]}), '.review').children[0].children[0];

  assert.deepEqual(['APPROVED', 'CONCERNS', 'BLOCKER'].map((verdict) => tone(verdict).props.class), ['pill ok', 'pill warn', 'pill bad']);
  assert.equal(textOf(tone('BLOCKER')), 'blocker');
  assert.equal(textOf(tone(null)), 'running');
});

test('a review shows who reviewed whom, and if the same program wrote it', () => {
  assert.match(textOf(shown({reviews: [review({sameVendor: true})]})), /codex on claudesame vendorcodex-3 · all work is done/);
  assert.match(textOf(shown({reviews: [review({reviewed: ''})]})), /codex on the result/);
});

test('answers of the user stay visible', () => {
  const answer = {choice: '', text: HOSTILE, by: 'ana', via: 'page', at: '2026-01-01T10:00:10Z'};

  assert.match(textOf(shown({items: [item({answer})]})), /Answerstext<img.*review-2 · ana \(page\)/);
});

test('recoveries are shown newest first, with their losses', () => {
  const section = recoveriesView(withRecoveries(noRecoveries, [
    event(1, {type: 'recovery', data: {tier: 1, cause: 'the worker was killed', lost: 'nothing'}}),
    event(2, {type: 'recovery', data: {tier: 2, cause: 'it crashed', lost: 'a sentence'}}), event(3)]));

  assert.equal(textOf(first(section, 'summary')), 'Recoveries · 2something lost in 1');
  assert.deepEqual(all(section, 'li').map(({key}) => key), ['2', '1']);
  assert.match(textOf(section), /claude-1tier 2 · resumedit crashedlost: a sentence/);
});

test('the summary says if nothing was lost, and is missing without recoveries', () => {
  const lossless = withRecoveries(noRecoveries, [event(1, {type: 'recovery', data: {tier: 1, lost: 'nothing'}})]);

  assert.match(textOf(recoveriesView(lossless)), /nothing lost/);
  assert.equal(recoveriesView(noRecoveries), null);
});
