import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {coloured} = await load('state/colours.js');
const {parseDiff} = await load('state/diff.js');

/** As highlight.js answers: here a text in quotes is a string, and a word in capitals a keyword. */
const library = {
  getLanguage: (name) => name === 'js',
  highlight: (code) => {
    if (code.includes('BREAKS')) throw new Error('no');
    const children = code.split(/("[^"]*"|[A-Z]+)/).filter(Boolean).map((text) => (text.startsWith('"') ? {scope: 'string', children: [text]}
      : /^[A-Z]+$/.test(text) ? {scope: 'keyword.control', children: [text]} : text));
    return {_emitter: {rootNode: {children}}};
  },
};
const diff = (path, ...lines) => parseDiff(`diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,${lines.filter((l) => l[0] !== '+').length} +1,${lines.filter((l) => l[0] !== '-').length} @@\n${lines.join('\n')}\n`);
const parts = (files) => files[0].hunks[0].lines.map(({parts}) => parts?.map(({text, kind}) => (kind ? `${kind}:${text}` : text)));

test('lines get the colours of their side', () => {
  assert.deepEqual(parts(coloured(diff('a.js', ' LET a', '-b = "old"', '+b = "new"'), library)),
    [['keyword:LET', ' a'], ['b = ', 'string:"old"'], ['b = ', 'string:"new"']]);
});

test('a token of several lines colours each of them', () => {
  assert.deepEqual(parts(coloured(diff('a.js', '+"one', '+two"', '+x'), library)), [['string:"one'], ['string:two"'], ['x']]);
});

test('the parts of a line are its text', () => {
  const [file] = coloured(diff('a.js', ' IF', '-"a" B', '+', '+c "d"'), library);

  for (const {parts, text} of file.hunks[0].lines) assert.equal(parts.map((part) => part.text).join(''), text);
});

test('files of unknown languages, long lines and what the library cannot read stay plain', () => {
  for (const files of [diff('a.unknown', '+LET'), diff('a.js', `+${'LET '.repeat(600)}`), diff('a.js', '+BREAKS')]) {
    assert.deepEqual(parts(coloured(files, library)), [undefined]);
  }
});
