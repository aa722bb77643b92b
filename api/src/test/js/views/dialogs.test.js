import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE} from '../support/sessions.js';

const {codeView, diffView, confirmView} = await load('views/dialogs.js');

const CALM = {isBusy: false, error: ''};

test('the stop dialog names the session and asks for a reason', () => {
  const dialog = confirmView({kind: 'stop', title: HOSTILE, ...CALM});

  assert.match(textOf(dialog), /Stop this session\?.*“<img/);
  assert.ok(!tags(dialog).has('img'));
  assert.equal(first(dialog, 'input').props.name, 'reason');
});

test('the abort dialog names the run', () => {
  assert.match(textOf(confirmView({kind: 'abort', run: 'claude-1', ...CALM})), /Abort claude-1\?/);
});

test('the approval dialog shows the request, executed fields first, and asks for no reason', () => {
  const asked = {prompt: HOSTILE, verify: 'make test', roles: {}, target: '/code/app', agents: ['claude'], secret: false};
  const dialog = confirmView({kind: 'approve', asked, ...CALM});

  assert.deepEqual(all(dialog, 'dt').map(textOf), ['target', 'verify', 'agents', 'prompt']);
  assert.deepEqual(all(dialog, 'dd').map(textOf), ['/code/app', 'make test', '["claude"]', HOSTILE]);
  assert.equal(first(dialog, 'input'), undefined);
});

test('a refused request shows the reason, and one under way cannot be sent twice', () => {
  const refused = confirmView({kind: 'stop', title: 't', isBusy: false, error: 'It has ended.'});
  const busy = confirmView({kind: 'stop', title: 't', isBusy: true, error: ''});

  assert.equal(textOf(first(refused, '.error')), 'It has ended.');
  assert.equal(first(busy, '.error').props.hidden, true);
  assert.equal(first(busy, '.confirm').props.disabled, true);
});

test('the code is shown', () => {
  assert.match(textOf(codeView({code: '123456'})), /Type 123456 to confirm/);
});

test('a diff is loading, shown or missing', () => {
  assert.match(textOf(diffView({isDiff: true, text: null, error: ''})), /Loading …/);
  assert.match(textOf(diffView({isDiff: true, text: '+a', error: ''})), /\+a/);
  assert.match(textOf(diffView({text: null, error: 'There is none.'})), /There is none\./);
});

test('each control of a watched project that changes more than the queue asks first', () => {
  const asked = (own) => confirmView({kind: 'control', project: 'shop', name: 'src/price.py', ...CALM, ...own});

  assert.match(textOf(asked({control: 'stop', name: 'shop'})), /Stop watching shop\?.*30 seconds/);
  assert.match(textOf(asked({control: 'drop'})), /Drop the task for src\/price\.py\?/);
  assert.match(textOf(asked({control: 'drop', isRepair: true})), /Drop the repair of src\/price\.py\?/);
  assert.match(textOf(asked({control: 'apply', why: HOSTILE})), /Apply the repair.*<img src=x/);
  assert.match(textOf(asked({control: 'undo'})), /Take back the repair/);
  assert.ok(first(asked({control: 'undo'}), 'input'));
});

test('a text that is no diff is shown as it is', () => {
  const pre = (own) => first(diffView({title: 'Output', text: '+1 test', error: '', ...own}), 'pre');

  assert.deepEqual(pre({}).children, ['+1 test']);
  assert.equal(textOf(pre({text: ''})), 'It is empty.');
  assert.equal(first(diffView({path: '/api/v1/s/diff', text: '', error: ''}), 'a').props.href, '/api/v1/s/diff');
});
