import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, item, needing} from '../support/sessions.js';

const {changesView} = await load('views/changes.js');
const {parseDiff} = await load('state/diff.js');
const {noReview} = await load('state/changes.js');

const files = parseDiff(`diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1,2 +1,2 @@\n same\n-old\n+${HOSTILE}\n`);
const place = {file: 'a.js', line: 2, side: 'new', quote: HOSTILE};
const view = (review = {}, dialog = {}, page = {}) =>
  changesView({name: 's', path: '/p', files, error: '', isBusy: false, ...dialog}, {reviews: {s: {...noReview, ...review}}, ...page});

test('it lists the files with what changed in each, and shows their lines as text', () => {
  const shown = view();

  assert.match(textOf(first(shown, '[head]')), /1 file \+1 −1 · 0 seen/);
  assert.equal(textOf(first(shown, 'nav')), 'Ma.js+1 −1');
  assert.deepEqual(all(shown, '.text').map(textOf), ['same', 'old', HOSTILE]);
  assert.ok(!tags(shown).has('img'));
});

test('the number of a line comments on it, in the file in which it is', () => {
  const buttons = all(view(), '.comment-on');

  assert.deepEqual(buttons.map(({props}) => [props.onclick.place.line, props.onclick.place.side]), [[1, 'new'], [2, 'old'], [2, 'new']]);
  assert.equal(buttons[2].props['aria-label'], 'Comment on line 2 of a.js');
});

test('a comment, a point of a reviewer and the form stand below their line', () => {
  const session = {teamwork: {reviews: [{reviewer: 'codex', points: ['a.js:2: never read']}]}};
  const shown = view({comments: [{...place, text: 'why?'}], place}, {}, {current: {session}});

  const said = all(shown, '.said').map(textOf);
  assert.equal(said[0], 'codex a.js:2: never read');
  assert.match(said[1], /^why\? Drop/);
  assert.match(said[2], /Add.*Cancel/);
  assert.match(textOf(first(shown, '[sending]')), /Send 1 comment/);
});

test('side by side, what was is beside what is', () => {
  const rows = all(view({isSplit: true}), 'tr').slice(1);

  assert.deepEqual(rows.map((row) => all(row, '.text').map(textOf)), [['same', 'same'], ['old', HOSTILE]]);
});

test('a file that was seen is folded, and a long one too, until they are opened', () => {
  const long = parseDiff(`diff --git a/l b/l\n--- a/l\n+++ b/l\n@@ -0,0 +1,500 @@\n${'+x\n'.repeat(500)}`);

  assert.equal(all(view({}, {files: long}), 'table').length, 0);
  assert.equal(all(view({opened: {l: true}}, {files: long}), 'table').length, 1);
  assert.equal(all(view({opened: {'a.js': false}}), 'table').length, 0);
});

test('while it loads, and if it cannot, it says so', () => {
  assert.match(textOf(view({}, {files: null})), /Loading/);
  assert.match(textOf(view({}, {files: null, error: 'There is no diff.'})), /There is no diff\./);
});

test('what the session asks can be answered beside its changes', () => {
  const asking = {session: needing({teamwork: {items: [item()]}}), answers: {sending: [], refused: {}}};

  assert.ok(first(view({}, {}, {current: asking, now: 0}), '[item-review-2]'));
  assert.equal(first(view({}, {name: 'another'}, {current: asking, now: 0}), '[item-review-2]'), undefined);
});
