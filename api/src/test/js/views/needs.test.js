import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, NOW, assignment, item, needing, permission, session} from '../support/sessions.js';

const {needs} = await load('views/needs.js');

const IDLE = {sending: [], refused: {}};
const asking = (...items) => needing({teamwork: {items}});
const texts = (described) => all(described, 'button').map(textOf);

test('a session that needs nothing shows nothing', () => {
  assert.equal(needs(session(), IDLE), null);
});

test('each open item is a form with its choices and a text', () => {
  const section = needs(asking(item(), item({id: 'checks-1', kind: 'verification'})), IDLE);

  assert.equal(all(section, 'form').length, 2);
  assert.deepEqual(texts(first(section, '[item-review-2]')),
    ['fixthe points go to the implementer again', 'stopend the session', 'Send the text']);
  assert.deepEqual(all(first(section, '[item-review-2]'), '.danger').map(({key}) => key), ['choice-stop']);
  assert.deepEqual(first(section, '[item-checks-1]').props.onsubmit, {do: 'answer', item: 'checks-1'});
});

test('a budget is answered by a choice only', () => {
  assert.ok(!texts(needs(asking(item({kind: 'budget'})), IDLE)).includes('Send the text'));
});

test('an answered item is not asked again', () => {
  assert.equal(needs(session({teamwork: {items: [item({answer: {choice: 'fix'}})]}}), IDLE), null);
});

test('the buttons of an item are disabled while its answer is sent', () => {
  const section = needs(asking(item(), item({id: 'checks-1'})), {sending: ['checks-1'], refused: {}});

  assert.ok(all(first(section, '[item-checks-1]'), 'button').every(({props}) => props.disabled));
  assert.ok(all(first(section, '[item-review-2]'), 'button').every(({props}) => !props.disabled));
});

test('a refused answer shows the reason at its item', () => {
  const section = needs(asking(item(), item({id: 'checks-1'})), {sending: [], refused: {'checks-1': 'The checks are red.'}});

  assert.equal(textOf(first(first(section, '[item-checks-1]'), '.error')), 'The checks are red.');
  assert.equal(first(first(section, '[item-review-2]'), '.error'), undefined);
});

test('quotes from agents stay text', () => {
  const section = needs(asking(item({said: [{who: 'codex-5', what: HOSTILE}]})), IDLE);

  assert.equal(textOf(first(section, 'dd')), HOSTILE);
  assert.ok(!tags(section).has('img'));
});

test('a session without questions and assignments waits for approval', () => {
  const section = needs(needing({hold: {kind: 'needs_you', reason: 'The directory is not trusted.'}}), IDLE);

  assert.match(textOf(section), /The directory is not trusted\./);
  assert.deepEqual(all(section, 'button').map(({props}) => props.onclick.do), ['askToApprove', 'askToStop']);
});

test('a stuck assignment can be tried again or reassigned', () => {
  const section = needs(needing({assignments: [assignment({status: 'needs_you'})]}), IDLE);

  assert.deepEqual(texts(section), ['Try again', 'Reassign claude-1’s work', 'Stop']);
  assert.deepEqual(texts(needs(needing({assignments: [assignment()]}), IDLE)), ['Resume', 'Stop']);
});

test('a call that waits in the guard comes first, as text, with its reason, its choices and the time that is left', () => {
  const hostile = {...permission().call, subject: HOSTILE};
  const section = needs(asking(item(), permission({call: hostile})), IDLE, NOW);
  const form = first(section, '[item-permission-1]');

  assert.deepEqual(all(section, 'form').map(({key}) => key), ['item-permission-1', 'item-review-2']);
  assert.equal(textOf(first(form, 'pre')), HOSTILE);
  assert.ok(!tags(section).has('img'));
  assert.match(textOf(form), /claude-1 asks for permission to use Bash.*It leaves this machine\. rule git-push/);
  assert.match(textOf(form), /until .*, in 5 min 00 s; then the agent goes on without it/);
  assert.deepEqual(all(form, 'button').map(({props}) => props.value), ['allow', 'always', 'deny', 'stop']);
  assert.equal(first(form, 'textarea'), undefined);
});

test('a call whose end is not known is asked about, too', () => {
  const call = {...permission().call, until: undefined};

  assert.match(textOf(needs(asking(permission({call})), IDLE, NOW)), /for some minutes; then the agent goes on without it/);
});
