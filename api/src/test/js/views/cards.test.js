import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, textOf} from '../support/described.js';
import {HOSTILE, NOW, assignment, over, paused, session} from '../support/sessions.js';

const {cards} = await load('views/cards.js');

const card = (own, make = session, activity = []) => first(cards(make({assignments: [assignment(own)], activity}), NOW), 'article');
const keysOf = (described) => all(described, 'article').map(({key}) => key);
const live = (own) => ({run: 'claude-1', launch: 1, lastEventAt: '2026-01-01T10:00:39Z',
  live: {lastTool: '', inputTokens: 0, outputTokens: 0}, ...own});
const status = (card) => textOf(all(card, '.pill').at(-1));

test('a running assignment shows who does what, since when, and can be aborted', () => {
  const running = card();

  assert.match(textOf(running), /claude-1implementerrunningWrite the flag.*time40 s/);
  assert.match(running.props.class, /agent-claude/);
  assert.deepEqual(first(running, 'button').props.onclick, {do: 'askToAbort', run: 'claude-1'});
});

test('the last tool call is shown, as text', () => {
  const running = card({}, session, [live({live: {lastTool: HOSTILE, inputTokens: 0, outputTokens: 0}})]);

  assert.equal(textOf(first(running, '.tool')), `› ${HOSTILE}`);
});

test('tokens count while the run works, before its usage is known', () => {
  const running = card({}, session, [live({live: {lastTool: '', inputTokens: 1200, outputTokens: 30}})]);

  assert.match(textOf(running), /tokens1\.2k in · 30 out/);
});

test('half a minute without output is shown', () => {
  assert.match(textOf(card({}, session, [live({lastEventAt: '2026-01-01T10:00:05Z'})])), /no output for 35 s/);
  assert.doesNotMatch(textOf(card({}, session, [live()])), /no output/);
  assert.doesNotMatch(textOf(card({status: 'done'}, session, [live({lastEventAt: '2026-01-01T10:00:05Z'})])), /no output/);
});

test('a running assignment of a paused session is paused', () => {
  assert.equal(status(card({}, paused)), 'paused');
  assert.equal(status(card({status: 'done'}, paused)), 'done');
});

test('a waiting assignment shows its share and dependencies, but no cost and no abort', () => {
  const waiting = card({status: 'waiting', launches: 0, startedAt: null, dependsOn: ['greet', 'test']});

  assert.match(textOf(waiting), /waits for greet, test.*share70 %/);
  assert.doesNotMatch(textOf(waiting), /cost|tokens/);
  assert.match(waiting.props.class, /idle/);
  assert.equal(first(waiting, 'button'), undefined);
});

test('an assignment that needs the user stands out and can be aborted', () => {
  const stuck = card({status: 'needs_you', note: 'it keeps crashing'});

  assert.match(stuck.props.class, /urgent/);
  assert.equal(status(stuck), 'needs you');
  assert.equal(textOf(first(stuck, '.note')), 'it keeps crashing');
  assert.ok(first(stuck, 'button'));
});

test('nothing can be aborted in an ended session', () => {
  assert.equal(first(card({}, (own) => over('stopped', own)), 'button'), undefined);
});

test('relaunches are counted, and an unknown cost is unavailable', () => {
  assert.match(textOf(card({launches: 3})), /costunavailablelaunches3/);
  assert.doesNotMatch(textOf(card()), /launches/);
});

test('reviews and fixes are marked', () => {
  assert.equal(textOf(first(card({kind: 'review'}), '.kind')), 'review');
  assert.equal(first(card(), '.kind'), undefined);
});

const many = (count, own) => Array.from({length: count}, (_, i) => assignment({id: `part-${i}`, run: `claude-${i}`, ...own(i)}));

test('what needs somebody and what runs comes first, and what is over is folded', () => {
  const assignments = many(300, (i) => ({status: i < 250 ? 'done' : i === 299 ? 'needs_you' : i === 298 ? 'running' : 'waiting'}));

  const described = cards(session({assignments}), NOW);
  const folded = first(described, 'details');

  assert.deepEqual(keysOf(described).slice(0, 4), ['part-299', 'part-298', 'part-250', 'part-251']);
  assert.equal(keysOf(described).length, 300);
  assert.equal(keysOf(folded).length, 250);
  assert.equal(folded.props.open, false);
  assert.match(textOf(first(folded, 'summary')), /Finished · 250/);
});

test('if all is over, nothing is folded, in the order of the plan', () => {
  const assignments = many(10, () => ({status: 'done'}));

  const described = cards(over('done', {assignments}), NOW);

  assert.deepEqual(keysOf(described), assignments.map((one) => one.id));
  assert.equal(first(described, 'details').props.open, true);
});

test('a waiting assignment says what for', () => {
  const waiting = {status: 'waiting', launches: 0, startedAt: undefined};

  assert.match(textOf(card({...waiting, dependsOn: []})), /starts as soon as its agent is free/);
  assert.match(textOf(card({...waiting, dependsOn: ['plan']}, paused)), /waits until the session is resumed/);
  assert.doesNotMatch(textOf(card({...waiting, dependsOn: ['plan']}, (own) => over('stopped', own))), /waits/);
});

test('an assignment that waits for hundreds names a few of them', () => {
  const waiting = card({status: 'waiting', launches: 0, startedAt: undefined, dependsOn: many(299, () => ({})).map((one) => one.id)});

  assert.match(textOf(waiting), /waits for part-0, part-1, part-2, part-3, part-4 and 294 more/);
});
