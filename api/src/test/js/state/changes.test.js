import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {changeReviews, isNew, isSeen, messageOf, pointsIn, reviewOf} = await load('state/changes.js');
const {parseDiff, versionOf} = await load('state/diff.js');
const {emptyPage, reduce} = await load('state/page.js');

const [FILE] = parseDiff('diff --git a/src/a.js b/src/a.js\n--- a/src/a.js\n+++ b/src/a.js\n@@ -3 +3 @@\n-let x\n+let y\n');
const place = {file: 'src/a.js', line: 3, side: 'new', quote: 'let y'};
const after = (...actions) => actions.reduce((reviews, action) => changeReviews(reviews, {name: 's', ...action}), {});
const review = (...actions) => reviewOf(after(...actions), 's');

test('a comment is written on a line, kept with its place, and can be dropped', () => {
  const written = review({type: 'placeChosen', place}, {type: 'commented', text: 'why?'});

  assert.deepEqual(written.comments, [{...place, text: 'why?'}]);
  assert.equal(written.place, null);
  assert.deepEqual(review({type: 'placeChosen', place}, {type: 'commented', text: 'why?'}, {type: 'commentDropped', index: 0}).comments, []);
});

test('choosing the same line again, or writing nothing, comments on nothing', () => {
  assert.equal(review({type: 'placeChosen', place}, {type: 'placeChosen', place}).place, null);
  assert.deepEqual(review({type: 'placeChosen', place}, {type: 'commented', text: ''}).comments, []);
});

test('comments of one session outlive a look at another', () => {
  const page = [
    {type: 'navigated', name: 's'},
    {type: 'placeChosen', name: 's', place},
    {type: 'commented', name: 's', text: 'why?'},
    {type: 'dialogClosed', id: 'changes'},
    {type: 'navigated', name: 'other'},
    {type: 'navigated', name: 's'},
  ].reduce(reduce, emptyPage(0));

  assert.equal(reviewOf(page.reviews, 's').comments.length, 1);
  assert.deepEqual(reviewOf(page.reviews, 'other').comments, []);
});

test('a file counts as seen until its changes change', () => {
  const seen = review({type: 'fileSeen', path: 'src/a.js', version: versionOf(FILE)});
  const [changed] = parseDiff('diff --git a/src/a.js b/src/a.js\n--- a/src/a.js\n+++ b/src/a.js\n@@ -3 +3 @@\n-let x\n+let z\n');

  assert.equal(isSeen(seen, FILE), true);
  assert.equal(isSeen(seen, changed), false);
  assert.equal(isSeen(review({type: 'fileSeen', path: 'src/a.js', version: versionOf(FILE)},
    {type: 'fileSeen', path: 'src/a.js', version: versionOf(FILE)}), FILE), false);
});

test('all comments make one message', () => {
  const written = review({type: 'placeChosen', place}, {type: 'commented', text: 'why?'});

  assert.deepEqual(messageOf(written, 'thanks'), {text: 'thanks', comments: [{file: 'src/a.js', line: 3, quote: 'let y', text: 'why?'}]});
  assert.deepEqual(reviewOf(after({type: 'placeChosen', place}, {type: 'commented', text: 'why?'}, {type: 'commentsSent'}), 's').comments, []);
});

test('points of reviewers that name a line are found in the files', () => {
  const session = {teamwork: {reviews: [{reviewer: 'codex', points: ['a.js:3: y is never read', 'nothing of a place', 'b.js:1: elsewhere']}]}};

  assert.deepEqual(pointsIn(session, [FILE]).map(({file, line, who}) => [file, line, who]), [['src/a.js', 3, 'codex']]);
  assert.deepEqual(pointsIn(null, [FILE]), []);
});

test('after a look the changes of a file are new if they differ from it', () => {
  const [changed] = parseDiff('diff --git a/src/a.js b/src/a.js\n--- a/src/a.js\n+++ b/src/a.js\n@@ -3 +3 @@\n-let x\n+let z\n');
  const before = reviewOf({}, 's');
  const looked = reviewOf(changeReviews({}, {type: 'dialogClosed', id: 'changes'}, {name: 's', files: [FILE]}), 's');

  assert.equal(isNew(before, FILE), false);
  assert.equal(isNew(looked, FILE), false);
  assert.equal(isNew(looked, changed), true);
});

test('a dialog that was closed before it had files is no look', () => {
  assert.deepEqual(changeReviews({}, {type: 'dialogClosed', id: 'changes'}, {name: 's', files: null}), {});
});
