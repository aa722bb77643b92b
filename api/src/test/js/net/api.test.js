import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {Refused, createApi} = await load('net/api.js');
const {createAskCode} = await load('net/code.js');
const {createStore} = await load('state/store.js');
const {emptyPage, reduce} = await load('state/page.js');

/** An API whose server gives these answers, one after the other. */
function api(answers, askCode = () => assert.fail('no code is asked for')) {
  const calls = [];
  const fetch = async (path, {method = 'GET', body}) => {
    calls.push([method, path, ...(body ? [JSON.parse(body)] : [])]);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return new Response(answer.body ?? '{}', {status: answer.status ?? 200});
  };
  let forgotten = 0;
  const shared = {
    async get(path) {
      const response = await fetch(path, {}).catch(() => ({status: 0, json: async () => ({})}));
      return {status: response.status, body: await response.json().catch(() => ({}))};
    },
    forget: () => forgotten++,
  };
  return {...createApi(fetch, askCode, shared), calls, forgotten: () => forgotten};
}

const problem = (status, detail, code) => ({status, body: JSON.stringify({detail, code})});

test('names are escaped in paths', async () => {
  const {state, abort, calls} = api([{}, {}]);

  await state('a/b');
  await abort('a/b', 'c d', 'slow');

  assert.deepEqual(calls, [['GET', '/api/v1/a%2Fb/state'], ['POST', '/api/v1/a%2Fb/agents/c%20d/abort', {reason: 'slow'}]]);
});

test('a refusal has the server’s message', async () => {
  await assert.rejects(api([problem(409, 'It has ended.')]).steer('s', 'pause'),
    (refused) => refused instanceof Refused && refused.status === 409 && refused.message === 'It has ended.');
});

test('a refusal without JSON has a readable message, too', async () => {
  await assert.rejects(api([{status: 502, body: '<html>'}]).sessions(), {message: 'The API answered 502.'});
});

test('the message about a missing server says how to start it', async () => {
  await assert.rejects(api([new TypeError('Failed to fetch')]).health(), {status: 0, message: /orchestrate up/});
});

test('an answer that needs a code is sent again with the typed code', async () => {
  const {answer, calls} = api([problem(409, 'It needs a code.', '123456'), {body: '{"phase": "working"}'}], async (code) => code);

  assert.deepEqual(await answer('s', {item: 'i', choice: 'stop', text: ''}), {phase: 'working'});
  assert.deepEqual(calls.map(([, , body]) => body.code), [undefined, '123456']);
});

test('without the typed code nothing is sent', async () => {
  const {steer, calls} = api([problem(409, 'It needs a code.', '123456')], async () => '');

  await assert.rejects(steer('s', 'stop'), {message: /the code was not typed/});
  assert.equal(calls.length, 1);
});

test('a dialog shows the code and resolves to the typed text', async () => {
  const store = createStore(reduce, emptyPage(0));
  const typed = createAskCode(store)('123456');

  assert.equal(store.get().dialogs.code.code, '123456');
  store.dispatch({type: 'dialogChanged', id: 'code', change: {typed: '123456'}});
  store.dispatch({type: 'dialogClosed', id: 'code'});

  assert.equal(await typed, '123456');
});

test('a dialog that is closed without typing resolves to an empty text', async () => {
  const store = createStore(reduce, emptyPage(0));
  const typed = createAskCode(store)('123456');

  store.dispatch({type: 'dialogClosed', id: 'code'});

  assert.equal(await typed, '');
});

test('what tabs share is asked anew after each request that may have changed it, also if it was refused', async () => {
  const {steer, state, forgotten} = api([{}, problem(409, 'It has ended.'), {}]);

  await steer('s', 'pause');
  await assert.rejects(steer('s', 'pause'));
  await state('s');

  assert.equal(forgotten(), 2);
});
