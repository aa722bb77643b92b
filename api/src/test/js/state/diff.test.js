import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {parseDiff, sideBySide, versionOf, withoutSpaceChanges} = await load('state/diff.js');

// As git writes it.
const DIFF = String.raw`diff --git a/a.txt b/a.txt
index f384549..a2b1c3d 100644
--- a/a.txt
+++ b/a.txt
@@ -1,4 +1,5 @@ function one
 one
-two
+TWO
 three
 four
+five
\ No newline at end of file
diff --git a/bin.dat b/bin.dat
index 1234567..89abcde 100644
Binary files a/bin.dat and b/bin.dat differ
diff --git a/empty b/empty
new file mode 100644
index 0000000..e69de29
diff --git a/gone.txt b/gone.txt
deleted file mode 100644
index 0c66d1f..0000000
--- a/gone.txt
+++ /dev/null
@@ -1 +0,0 @@
-gone
diff --git a/old name.txt b/new name.txt
similarity index 100%
rename from old name.txt
rename to new name.txt
diff --git a/tricky.txt b/tricky.txt
new file mode 100644
index 0000000..1111111
--- /dev/null
+++ b/tricky.txt
@@ -0,0 +1,2 @@
+--- not a header
++++ neither
diff --git "a/\303\274n\303\257 \"q\".txt" "b/\303\274n\303\257 \"q\".txt"
new file mode 100644
index 0000000..3e75765
--- /dev/null
+++ "b/\303\274n\303\257 \"q\".txt"
@@ -0,0 +1 @@
+new
`;

const byPath = new Map(parseDiff(DIFF).map((file) => [file.path, file]));
const lines = (file) => file.hunks.flatMap((hunk) => hunk.lines);

test('each file has its path, whatever is in its name, and what happened to it', () => {
  assert.deepEqual([...byPath].map(([path, {kind, added, removed}]) => [path, kind, added, removed]), [
    ['a.txt', 'changed', 2, 1],
    ['bin.dat', 'changed', 0, 0],
    ['empty', 'added', 0, 0],
    ['gone.txt', 'removed', 0, 1],
    ['new name.txt', 'renamed', 0, 0],
    ['tricky.txt', 'added', 2, 0],
    ['ünï "q".txt', 'added', 1, 0],
  ]);
  assert.equal(byPath.get('new name.txt').from, 'old name.txt');
});

test('lines have the numbers that they have in the old and in the new file', () => {
  assert.deepEqual(lines(byPath.get('a.txt')).map(({kind, old, new: now, text}) => [kind, old, now, text]), [
    ['same', 1, 1, 'one'],
    ['remove', 2, null, 'two'],
    ['add', null, 2, 'TWO'],
    ['same', 3, 3, 'three'],
    ['same', 4, 4, 'four'],
    ['add', null, 5, 'five'],
    ['note', null, null, 'No newline at end of file'],
  ]);
});

test('a line that looks like a header is a line', () => {
  assert.deepEqual(lines(byPath.get('tricky.txt')).map(({text}) => text), ['--- not a header', '+++ neither']);
});

test('a binary file has no lines but says so', () => {
  assert.deepEqual(lines(byPath.get('bin.dat')).map(({kind, text}) => [kind, text]), [['note', 'a binary file']]);
});

test('removed and added lines stand side by side', () => {
  const texts = sideBySide(lines(byPath.get('a.txt'))).map(([before, after]) => [before?.text, after?.text]);

  assert.deepEqual(texts.slice(0, 3), [['one', 'one'], ['two', 'TWO'], ['three', 'three']]);
  assert.deepEqual(texts[4], [undefined, 'five']);
});

test('lines that differ in white space only can count as the same', () => {
  const [file] = parseDiff('diff --git a/s b/s\n--- a/s\n+++ b/s\n@@ -1,3 +1,3 @@\n-  a\n+\ta\n b\n-c\n+d\n');

  const calm = withoutSpaceChanges(file);

  assert.deepEqual(lines(calm).map(({kind, old, new: now}) => [kind, old, now]),
    [['same', 1, 1], ['same', 2, 2], ['remove', 3, null], ['add', null, 3]]);
  assert.deepEqual([calm.added, calm.removed], [1, 1]);
});

test('the version of a file changes with its changes, not with the lines around them', () => {
  const at = (from, line) => parseDiff(`diff --git a/s b/s\n--- a/s\n+++ b/s\n@@ -${from},2 +${from},2 @@\n same\n-a\n+${line}\n`)[0];

  assert.equal(versionOf(at(1, 'b')), versionOf(at(7, 'b')));
  assert.notEqual(versionOf(at(1, 'b')), versionOf(at(1, 'c')));
});

test('garbage is no file, and a cut diff is read as far as it goes', () => {
  assert.deepEqual(parseDiff(''), []);
  assert.deepEqual(parseDiff('nothing\nof\nthat kind\n@@ -1 +1 @@\n'), []);
  const [cut] = parseDiff('diff --git a/s b/s\n--- a/s\n+++ b/s\n@@ -1,9 +1,9 @@\n-a\n');
  assert.deepEqual([cut.path, cut.removed], ['s', 1]);
});
