import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {assignment, item, over, paused, session} from '../support/sessions.js';

const {matching, moved, paletteEntries} = await load('state/palette.js');
const {emptyPage} = await load('state/page.js');

const entries = (shown, own = {}) => paletteEntries({...emptyPage(0), current: shown && {session: shown}, ...own});
const texts = (found) => found.map(({text}) => text);

test('it offers the controls that apply to the shown session, and no others', () => {
  assert.ok(texts(entries(session())).includes('Pause this session'));
  assert.ok(!texts(entries(session())).includes('Resume this session'));
  assert.ok(texts(entries(paused())).includes('Resume this session'));
  assert.ok(!texts(entries(over('done'))).some((text) => /Pause|Stop/.test(text)));
  assert.ok(!texts(entries(null)).some((text) => text.includes('this session')));
});

test('it offers what a session asks, its changes, and the conversations of agents that have begun', () => {
  const shown = session({assignments: [assignment(), assignment({run: 'codex-2', launches: 0})],
    teamwork: {items: [item()], result: {files: 2}}});

  assert.deepEqual(texts(entries(shown)).filter((text) => /Answer|changes|Conversation/.test(text)),
    ['Answer', 'Show the changes', 'Conversation of claude-1']);
});

test('it offers what can be decided about a result that is complete', () => {
  const teamwork = {result: {isolation: 'WORKTREE', files: 2, pullRequest: 'https://github.example/p/7'}};
  const decided = (shown) => texts(entries(shown)).filter((text) => /the result|pull request/.test(text));

  assert.deepEqual(decided(over('done', {teamwork})), ['Merge the result', 'Discard the result']);
  assert.deepEqual(decided(session({teamwork})), []);
  const keys = entries(over('done', {teamwork})).map(({key}) => key);
  assert.equal(new Set(keys).size, keys.length);
});

test('every session and project is a place', () => {
  const project = {project: 'p', request: {target: '/code/shop'}, inProgress: [], pending: []};
  const found = entries(null, {sessions: [session({prompt: 'Mend it'})], projects: [project]});

  assert.equal(found.find(({text}) => text === 'Mend it').url, '#/s/s');
  assert.equal(found.find(({text}) => text === 'shop').url, '#/watch/p');
});

test('keys of entries differ, so that the list can be redrawn', () => {
  const keys = entries(session(), {sessions: [session(), over('done', {ref: 'other'})]}).map(({key}) => key);

  assert.equal(new Set(keys).size, keys.length);
});

test('all typed words have to be in an entry, and those that begin with them come first', () => {
  const found = matching([{text: 'Now resume', hint: ''}, {text: 'Resume', hint: 'p'}, {text: 'Pause', hint: ''}], 'RES');

  assert.deepEqual(texts(found), ['Resume', 'Now resume']);
  assert.deepEqual(texts(matching(found, 'resume now')), ['Now resume']);
  assert.equal(matching(Array.from({length: 80}, () => ({text: 'a', hint: ''})), '').length, 50);
});

test('the chosen entry moves round the ends', () => {
  assert.deepEqual([moved(0, -1, 3), moved(2, 1, 3), moved(0, 1, 0)], [2, 0, 0]);
});
