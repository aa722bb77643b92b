import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {requestOf, submitByKey} = await load('ui/forms.js');
const {isAtEnd} = await load('ui/rows.js');

const EMPTY = {prompt: '', target: '', agents: '', verify: '', autonomy: '', session: ''};
const request = (own) => requestOf(new Map(Object.entries({...EMPTY, ...own})));

test('empty fields are left out of a request', () => {
  assert.deepEqual(request({prompt: ' Do it. ', target: '/code/app'}), {prompt: 'Do it.', target: '/code/app'});
});

test('agents are separated by commas or blanks', () => {
  assert.deepEqual(request({agents: ' claude, codex gemini,'}).agents, ['claude', 'codex', 'gemini']);
});

test('checks, autonomy and id are passed on', () => {
  const {verify, autonomy, session} = request({verify: 'make test', autonomy: 'supervised', session: 'my-id'});

  assert.deepEqual([verify, autonomy, session], ['make test', 'supervised', 'my-id']);
});

test('Ctrl+Enter sends the text if it may be sent without a choice', () => {
  const sent = [];
  const press = (button, own) => submitByKey({key: 'Enter', ctrlKey: true, metaKey: false, preventDefault() {}, ...own,
    currentTarget: {form: {querySelector: () => button, requestSubmit: (by) => sent.push(by)}}});

  press('the button');
  press(null);
  press('the button', {ctrlKey: false});
  press('the button', {key: 'a'});

  assert.deepEqual(sent, ['the button']);
});

test('a few pixels above the end count as the end', () => {
  assert.ok(isAtEnd({scrollHeight: 1000, scrollTop: 580, clientHeight: 400}));
  assert.ok(!isAtEnd({scrollHeight: 1000, scrollTop: 500, clientHeight: 400}));
});
