import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, textOf} from '../support/described.js';
import {over, session} from '../support/sessions.js';

const {result} = await load('views/result.js');
const {diffLines} = await load('views/diff.js');

const MADE = {isolation: 'WORKTREE', branch: 'orchestrate/s/result', files: 2, insertions: 41, deletions: 3, note: ''};
const verified = (own) => ({verification: {verified: {status: 'GREEN', command: 'make test', exitCode: 0, seconds: 4, ...own}}});
const row = (key, teamwork, make = session) => textOf(first(result(make({teamwork})), `[${key}]`));
const done = (own) => over('done', own);

test('a session without a result shows no section', () => {
  assert.equal(result(session()), null);
  assert.equal(result(session({teamwork: {}})), null);
});

test('the plan shows its author and the note', () => {
  assert.equal(row('plan', {plan: {source: 'agent', note: ''}}), 'planby the architect');
  assert.equal(row('plan', {plan: {source: 'fixed', note: 'the answer was no plan'}}), 'planfixed splitthe answer was no plan');
});

test('checks show status, command and the source of a guess', () => {
  assert.match(row('checks', verified({guessedFrom: 'Makefile'})), /greenmake testexit code 0 after 4 s, guessed from Makefile/);
  assert.match(row('checks', verified({status: 'CANNOT_RUN', command: ''})), /could not run/);
  assert.match(row('checks', verified({status: 'red', untouched: 'RED'})), /red before any change, too/);
  assert.match(row('checks', verified({tail: '1 of 12 failed'})), /Last lines1 of 12 failed/);
});

test('the result of an ended session can be decided about', () => {
  assert.match(row('made', {result: MADE}, done),
    /2 files \+41 −3orchestrate\/s\/resultShow the changesMerge …Open pull request …Discard …$/);
  assert.match(row('made', {result: {...MADE, files: 1, isolation: 'none'}}, done), /1 file .*directly in the target/);
});

test('a result that was merged or discarded says so and offers no merge', () => {
  const merged = {...MADE, fate: 'merged', outcome: 'merged into main as 0a1b2c3d4e'};

  assert.match(row('made', {result: merged}, done), /mergedmerged into main as 0a1b2c3d4e$/);
  assert.doesNotMatch(row('made', {result: {...MADE, fate: 'discarded', outcome: 'discarded'}}, done), /Merge|Discard …/);
  assert.match(row('made', {result: {...MADE, fate: 'closed', outcome: ''}}, done), /Merge …/);
});

test('while a session is open its result cannot be decided about, and the page says why', () => {
  const section = result(session({teamwork: {result: MADE}}));

  assert.deepEqual(all(first(section, '.decide'), 'button').map(({props}) => props.disabled), [true, true, true]);
  assert.match(textOf(first(section, '[made]')), /The result can be merged when the session is over\.$/);
});

test('what is done already is not offered', () => {
  const asked = (own) => all(result(done({teamwork: {result: {...MADE, ...own}}})), 'button').map(textOf);

  assert.deepEqual(asked({pullRequest: 'https://github.example/a/b/pull/7'}), ['Show the changes', 'Merge …', 'Discard …']);
  assert.deepEqual(asked({fate: 'merged', outcome: 'merged into main'}), ['Show the changes']);
  assert.deepEqual(asked({isolation: 'NONE'}), ['Show the changes']);
  assert.deepEqual(asked({files: 0}), []);
  assert.deepEqual(all(result(done({superseded: true, teamwork: {result: MADE}})), 'button').map(textOf), ['Show the changes']);
});

test('a pull request is a link, if a browser may open its address', () => {
  const link = (pullRequest) => first(result(done({teamwork: {result: {...MADE, pullRequest}}})), 'a');

  assert.equal(link('https://github.example/a/b/pull/7').props.href, 'https://github.example/a/b/pull/7');
  assert.equal(link('javascript:alert(1)'), undefined);
});

test('left-out files are counted and listed', () => {
  const leftOut = [{path: 'a.bin', words: 'is too large', agent: 'claude', kept: '/kept/a.bin'}, {path: 's', words: 'is a socket'}];

  assert.match(row('left-out', {leftOut}), /2 things are not in the result.*a\.bin is too large \(claude\) kept in \/kept\/a\.bin/);
  assert.match(row('left-out', {leftOut: leftOut.slice(1)}), /1 thing is not/);
});

test('a nearly used limit stands out', () => {
  const spending = {rounds: 2, roundsMax: 5, minutes: 200, minutesMax: 240, dollars: null, dollarsMax: 10, tokens: 11370, tokensMax: 5e6};
  const section = result(session({teamwork: {spending}}));

  assert.match(textOf(section), /rounds 2 of 5time 200 of 240 mincost unavailable of \$10tokens 11\.4k of 5\.00M/);
  assert.deepEqual(all(section, '.full').map(({key}) => key), ['time']);
});

test('the lines of a diff have their kinds, and HTML in them is text', () => {
  const lines = diffLines('diff --git a/l b/l\n@@ -1 +1 @@\n-one\n+<b>two</b>\n rest').flat(2).filter(Boolean);

  assert.deepEqual(lines.map(({props}) => props.class), ['file', 'at', 'del', 'add', undefined]);
  assert.deepEqual(lines[3].children, ['+<b>two</b>\n']);
});

test('a long diff is cut, with a note', () => {
  assert.match(textOf(diffLines('+\n'.repeat(6000))), /… and 1000 more lines/);
});
