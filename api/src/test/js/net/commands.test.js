import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {over, session} from '../support/sessions.js';

const {Refused} = await load('net/api.js');
const {createCommands} = await load('net/commands.js');
const {createStore} = await load('state/store.js');
const {emptyPage, outageText, reduce} = await load('state/page.js');

/** @param answers call of the API → what it answers, or an error */
function commanding(answers = {}, snapshot = session()) {
  const store = createStore(reduce, emptyPage(0));
  store.dispatch({type: 'navigated', name: 's'});
  store.dispatch({type: 'snapshot', session: snapshot});
  const done = [];
  const api = new Proxy({}, {get: (_, name) => async (...given) => {
    done.push([name, ...given]);
    if (answers[name] instanceof Error) throw answers[name];
    return answers[name] ?? {phase: 'working'};
  }});
  const commands = createCommands(store, api, () => done.push('refresh'), (url) => done.push(['goTo', url]), () => Promise.reject());
  return {store, commands, done, current: () => store.get().current, dialogs: () => store.get().dialogs};
}

const NO = new Refused(409, 'It has ended.');

test('pausing needs no confirmation and refreshes the state', async () => {
  const {commands, done, current} = commanding();

  const pausing = commands.steer('pause');
  assert.ok(current().isSteering);
  await pausing;

  assert.deepEqual(done, [['steer', 's', 'pause'], 'refresh']);
  assert.ok(!current().isSteering);
});

test('a second click while the first is under way does nothing', async () => {
  const {commands, done} = commanding();

  await Promise.all([commands.steer('pause'), commands.steer('pause')]);

  assert.equal(done.filter(([name]) => name === 'steer').length, 1);
});

test('resuming shows the new execution', async () => {
  const {commands, done} = commanding({steer: {session: 's', key: 's-2'}}, over('stopped'));

  await commands.steer('resume');

  assert.deepEqual(done, [['steer', 's', 'resume'], ['goTo', '#/s/s'], 'refresh']);
});

test('a refused control is reported', async () => {
  const refused = commanding({steer: NO});
  await refused.commands.steer('pause');

  assert.equal(outageText(refused.store.get()), 'It has ended.');
});

test('an empty answer is not sent', async () => {
  const {commands, done, current} = commanding();

  assert.equal(await commands.answer('i', '', ''), false);

  assert.deepEqual(done, []);
  assert.match(current().answers.refused.i, /an empty answer does nothing/);
});

test('an answer is sent once, however often the button is clicked', async () => {
  const {commands, done, current} = commanding();

  assert.deepEqual(await Promise.all([commands.answer('i', 'fix', ''), commands.answer('i', 'fix', '')]), [true, false]);

  assert.deepEqual(done, [['answer', 's', {item: 'i', choice: 'fix', text: ''}], 'refresh']);
  assert.deepEqual(current().answers, {sending: [], refused: {}});
});

test('a refused answer says why', async () => {
  const {commands, current} = commanding({answer: NO});

  assert.equal(await commands.answer('i', 'fix', 'text'), false);

  assert.deepEqual(current().answers, {sending: [], refused: {i: 'It has ended.'}});
});

test('stopping asks first', async () => {
  const {commands, done, dialogs} = commanding();

  commands.askToStop();
  assert.equal(dialogs().confirm.title, 'Add a --json flag');
  assert.deepEqual(done, []);
  await commands.confirm('enough');

  assert.deepEqual(done, [['steer', 's', 'stop', 'enough'], 'refresh']);
  assert.equal(dialogs().confirm, null);
});

test('a refused stop keeps the dialog open and says why', async () => {
  const {commands, dialogs} = commanding({steer: NO});

  commands.askToStop();
  await commands.confirm('');

  assert.equal(dialogs().confirm.error, 'It has ended.');
  assert.equal(dialogs().confirm.isBusy, false);
});

test('an abort names its run', async () => {
  const {commands, done} = commanding();

  commands.askToAbort('claude-1');
  await commands.confirm('slow');

  assert.deepEqual(done[0], ['abort', 's', 'claude-1', 'slow']);
});

test('only the request that was shown is approved', async () => {
  const {commands, done, dialogs} = commanding({request: {request: 'artifact:1', asked: {target: '/code'}}});

  await commands.askToApprove();
  assert.deepEqual(dialogs().confirm.asked, {target: '/code'});
  await commands.confirm('');

  assert.deepEqual(done[1], ['approve', 's', 'artifact:1']);
});

test('a started session is shown', async () => {
  const {store, commands, done, dialogs} = commanding({start: {session: 'new', key: 'new'}});

  store.dispatch({type: 'dialogOpened', id: 'start', dialog: {target: ''}});
  assert.equal(await commands.start({prompt: 'p', target: '/t'}), true);

  assert.deepEqual(done, [['start', {prompt: 'p', target: '/t'}], ['goTo', '#/s/new']]);
  assert.equal(dialogs().start, null);
});

test('a refused start keeps the form open', async () => {
  const {store, commands, dialogs} = commanding({start: new Refused(400, 'There is no such directory.')});

  store.dispatch({type: 'dialogOpened', id: 'start', dialog: {target: ''}});
  assert.equal(await commands.start({}), false);

  assert.equal(dialogs().start.error, 'There is no such directory.');
});

test('a diff is shown, or the reason why it is missing', async () => {
  const shown = commanding({text: '+a'});
  const missing = commanding({text: new Refused(404, 'There is none.')});

  await shown.commands.showText({title: 'Changes', path: '/api/v1/s/diff', isDiff: true});
  await missing.commands.showText({title: 'Changes', path: '/api/v1/s/diff', isDiff: true});

  assert.deepEqual(shown.done, [['text', '/api/v1/s/diff']]);
  assert.equal(shown.dialogs().diff.text, '+a');
  assert.equal(missing.dialogs().diff.error, 'There is none.');
});

test('a failed log-out is reported', async () => {
  const {store, commands} = commanding({logOut: NO});

  assert.equal(await commands.logOut(), false);
  assert.equal(outageText(store.get()), 'It has ended.');
});

test('a message goes to the agent of the conversation, and is accepted or says why not', async () => {
  const {commands, done, current} = commanding();

  assert.equal(await commands.say('claude-2', 'keep the flag', true), true);
  assert.deepEqual(done, [['message', 's', {text: 'keep the flag', agent: 'claude-2', interrupt: true}], 'refresh']);
  const refused = commanding({message: NO});
  assert.equal(await refused.commands.say('claude-2', 'late', false), false);

  assert.deepEqual(current().saying, {isBusy: false, error: ''});
  assert.deepEqual(refused.current().saying, {isBusy: false, error: 'It has ended.'});
});

test('a message to a session that has ended shows the execution that goes on with it', async () => {
  const {commands, done} = commanding({message: {session: 's', key: 's-2'}}, over('done'));

  await commands.say('claude-2', 'go on', false);

  assert.deepEqual(done.slice(1), [['goTo', '#/s/s'], 'refresh']);
});
