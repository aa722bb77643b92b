import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE} from '../support/sessions.js';

const {settleView} = await load('views/settle.js');
const {optionsOf} = await load('ui/settling.js');

const dialog = (kind, own = {}) => settleView(
  {kind, name: 's', title: 'Add a flag', message: 'Add a flag', note: '', lines: null, pullRequest: '', isBusy: false, error: '', ...own});

test('a merge asks for the mode, and shows the message that it would write', () => {
  const form = dialog('merge');

  assert.deepEqual(all(form, 'option').map(({props}) => props.value), ['squash', 'commits']);
  assert.equal(textOf(first(form, 'textarea')), 'Add a flag');
  assert.equal(first(form, 'textarea').props.name, 'message');
  assert.equal(textOf(first(form, '.confirm')), 'Merge');
});

test('a discard asks once more, and for nothing else', () => {
  const form = dialog('discard', {title: HOSTILE});

  assert.match(textOf(form), /Discard the result\?.*“<img.*is thrown away/);
  assert.ok(!tags(form).has('img'));
  assert.deepEqual(all(form, 'textarea').concat(all(form, 'input'), all(form, 'select')), []);
  assert.ok(first(form, '.confirm').props.class.includes('danger'));
});

test('a pull request can be only a push', () => {
  assert.equal(all(dialog('pull-request'), 'input').map(({props}) => props.name).join(), 'pushOnly');
});

test('what is under way cannot be sent twice, and a refusal shows its reason', () => {
  const busy = dialog('merge', {isBusy: true, note: 'No worker answers.'});
  const refused = dialog('merge', {error: 'You have changed a.txt.\n  Commit it.'});

  assert.equal(first(busy, '.confirm').props.disabled, true);
  assert.equal(textOf(first(busy, '.note')), 'No worker answers.');
  assert.equal(textOf(first(refused, '.error')), 'You have changed a.txt.\n  Commit it.');
});

test('what was done is told, with a link to the pull request', () => {
  const done = dialog('pull-request', {lines: ['Pushed it.', HOSTILE], pullRequest: 'https://github.example/p/7'});

  assert.deepEqual(all(done, 'li').map(textOf), ['Pushed it.', HOSTILE]);
  assert.equal(first(done, 'a').props.href, 'https://github.example/p/7');
  assert.equal(first(dialog('merge', {lines: ['x'], pullRequest: 'javascript:alert(1)'}), 'a'), undefined);
});

test('only the options of its kind are sent', () => {
  const form = new FormData();
  form.set('mode', 'commits');
  form.set('message', ' Add it\n');

  assert.deepEqual(optionsOf('merge', form), {mode: 'commits', message: 'Add it'});
  assert.deepEqual(optionsOf('pull-request', form), {mode: 'commits', message: 'Add it', pushOnly: false});
  assert.deepEqual(optionsOf('discard', form), {});
});
