import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeBrowser} from '../support/fake-browser.js';
import {event} from '../support/sessions.js';

const {followEvents} = await load('net/stream.js');
const {createBatches} = await load('net/batches.js');

function follow(after = 0) {
  const browser = new FakeBrowser();
  const seen = [];
  const handlers = {
    onEvent: ({id}) => seen.push(id),
    onConnected: (isConnected) => seen.push(isConnected ? 'connected' : 'lost'),
    onEnd: () => seen.push('end'),
  };
  const close = followEvents('/api/v1/s/events', after, handlers, browser.open, browser);
  return {browser, seen, close};
}

test('events of every name are received in order', () => {
  const {browser, seen} = follow();

  browser.source.onopen();
  for (const [id, name] of [[1, 'agent_event'], [2, 'session_event'], [3, 'recovery_event'], [4, 'decision_event'], [5, 'review_event']]) {
    browser.source.say(event(id), name);
  }

  assert.equal(browser.source.url, '/api/v1/s/events?after=0');
  assert.deepEqual(seen, ['connected', 1, 2, 3, 4, 5]);
});

test('an event that arrives again after a reconnection is ignored', () => {
  const {browser, seen} = follow();

  browser.source.say(event(1));
  browser.source.say(event(2));
  browser.source.say(event(2));
  browser.source.say(event(1));

  assert.deepEqual(seen, [1, 2]);
});

test('a browser that reconnects by itself is left alone', async () => {
  const {browser, seen} = follow();

  browser.source.fail(false);
  await browser.pass(60_000);

  assert.deepEqual(seen, ['lost']);
  assert.equal(browser.sources.length, 1);
});

test('if the browser gives up, the stream is opened again after the last event', async () => {
  const {browser, seen} = follow();

  browser.source.say(event(7));
  browser.source.fail(true);
  await browser.pass(1999);
  assert.equal(browser.sources.length, 1);
  await browser.pass(1);

  assert.equal(browser.source.url, '/api/v1/s/events?after=7');
  browser.source.onopen();
  assert.deepEqual(seen, [7, 'lost', 'connected']);
});

test('reconnecting goes on as long as the server refuses', async () => {
  const {browser} = follow();

  for (let i = 0; i < 5; i++) {
    browser.source.fail(true);
    await browser.pass(2000);
  }

  assert.equal(browser.sources.length, 6);
});

test('the end closes the stream for good', async () => {
  const {browser, seen} = follow();

  browser.source.say({}, 'end');
  browser.source.fail(true);
  await browser.pass(60_000);

  assert.deepEqual(seen, ['end']);
  assert.equal(browser.sources.length, 1);
});

test('a closed stream reports nothing and does not reconnect', async () => {
  const {browser, seen, close} = follow();

  browser.source.fail(true);
  close();
  await browser.pass(60_000);

  assert.deepEqual(seen, ['lost']);
  assert.equal(browser.sources.length, 1);
});

test('a few events are delivered at once, a flood four times a second', async () => {
  const browser = new FakeBrowser();
  const sizes = [];
  const batches = createBatches((events) => sizes.push(events.length), browser);
  const add = (count) => Array.from({length: count}, (_, i) => batches.add(event(i)));

  add(2);
  await browser.pass(16);
  add(150);
  await browser.pass(16);
  add(3);
  await browser.pass(200);
  assert.deepEqual(sizes, [2, 150]);
  await browser.pass(50);

  assert.deepEqual(sizes, [2, 150, 3]);
});

test('a stream that is opened after an event does not bring it again', () => {
  const {browser, seen} = follow(41);

  browser.source.say(event(41));
  browser.source.say(event(42));

  assert.equal(browser.source.url, '/api/v1/s/events?after=41');
  assert.deepEqual(seen, [42]);
});
