import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeBrowser} from '../support/fake-browser.js';
import {event} from '../support/sessions.js';

const {STREAMS_MAX} = await load('net/feeds.js');
const PATH = '/api/v1/s/events';

function follower(browser, path = PATH, after = 0) {
  const seen = [];
  const leave = browser.follow(path, after, {
    onEvents: (events) => seen.push(...events.map(({id}) => id)),
    onConnected: (isConnected) => seen.push(isConnected ? 'connected' : 'lost'),
    onEnd: () => seen.push('end'),
  });
  return {seen, leave};
}

/** Pages of two events each, of a log with these ids. */
const pagesOf = (ids) => async (_, after) => {
  const found = ids.filter((id) => id > after);
  return {events: found.slice(0, 2).map((id) => event(id)), next: found.slice(0, 2).at(-1) ?? after, more: found.length > 2};
};

test('all tabs on a session share one connection, and each gets every event once', async () => {
  const browser = new FakeBrowser();
  const first = follower(browser);
  browser.source.say(event(1));
  browser.source.say(event(2));
  browser.source.say(event(3));
  await browser.pass(16);

  browser.page = pagesOf([1, 2, 3]);
  const second = follower(browser);
  browser.source.say(event(4));
  await browser.pass(16);
  browser.source.say(event(5));
  await browser.pass(16);

  assert.equal(browser.sources.length, 1);
  assert.deepEqual(first.seen, [1, 2, 3, 4, 5]);
  assert.deepEqual(second.seen, [1, 2, 3, 4, 5]);
});

test('what arrives while a tab catches up comes after what it had missed', async () => {
  const browser = new FakeBrowser();
  follower(browser);
  let answer = null;
  browser.page = () => new Promise((resolve) => { answer = resolve; });
  const second = follower(browser);

  browser.source.say(event(3));
  await browser.pass(16);
  assert.deepEqual(second.seen, []);
  answer({events: [event(1), event(2), event(3)], next: 3, more: false});
  await browser.pass(0);

  assert.deepEqual(second.seen, [1, 2, 3]);
});

test('a tab that returns gets only what came after its last event', async () => {
  const browser = new FakeBrowser();
  follower(browser);
  browser.page = pagesOf([1, 2, 3, 4, 5]);

  const back = follower(browser, PATH, 3);
  await browser.pass(0);

  assert.deepEqual(back.seen, [4, 5]);
});

test('catching up goes on after the server was away', async () => {
  const browser = new FakeBrowser();
  follower(browser);
  const pages = pagesOf([1, 2, 3]);
  let isAway = true;
  browser.page = async (...given) => {
    if (isAway) throw new Error('away');
    return pages(...given);
  };

  const second = follower(browser);
  await browser.pass(1000);
  isAway = false;
  await browser.pass(1000);

  assert.deepEqual(second.seen, [1, 2, 3]);
});

test('the connection is closed when the last tab has left', async () => {
  const browser = new FakeBrowser();
  const first = follower(browser);
  const second = follower(browser);

  first.leave();
  assert.equal(browser.openSources.length, 1);
  second.leave();
  assert.equal(browser.openSources.length, 0);
  browser.source.say(event(1));
  await browser.pass(16);

  assert.deepEqual(first.seen, []);
});

test('of many sessions only a few have a connection; the others are asked for pages every second', async () => {
  const browser = new FakeBrowser();
  browser.page = pagesOf([1, 2, 3]);
  const tabs = Array.from({length: 20}, (_, i) => follower(browser, `/api/v1/s${i}/events`));

  await browser.pass(1000);

  assert.equal(browser.openSources.length, STREAMS_MAX);
  assert.ok(STREAMS_MAX < 6, 'a browser has six connections, and requests need some');
  for (const tab of tabs.slice(STREAMS_MAX)) assert.deepEqual(tab.seen, ['connected', 1, 2, 3]);
});

test('a connection that becomes free goes to a session that had none', async () => {
  const browser = new FakeBrowser();
  browser.page = pagesOf([1]);
  const tabs = Array.from({length: STREAMS_MAX + 1}, (_, i) => follower(browser, `/api/v1/s${i}/events`));
  await browser.pass(0);

  tabs[0].leave();
  assert.equal(browser.source.url, `/api/v1/s${STREAMS_MAX}/events?after=1`);
  browser.source.say(event(2));
  await browser.pass(16);

  assert.deepEqual(tabs.at(-1).seen, ['connected', 1, 2]);
  assert.equal(browser.openSources.length, STREAMS_MAX);
});

test('every tab is told of a lost connection, also one that comes later', async () => {
  const browser = new FakeBrowser();
  const first = follower(browser);

  browser.source.onopen();
  browser.source.fail(false);
  const second = follower(browser);
  browser.source.onopen();

  assert.deepEqual(first.seen, ['connected', 'lost', 'connected']);
  assert.deepEqual(second.seen, ['lost', 'connected']);
});

test('the end of a session reaches every tab after its last event, and frees the connection', async () => {
  const browser = new FakeBrowser();
  const first = follower(browser);
  browser.page = pagesOf([1, 2, 3]);
  const second = follower(browser);

  browser.source.say(event(4));
  browser.source.say({}, 'end');
  await browser.pass(16);

  assert.deepEqual(first.seen, [4, 'end']);
  assert.deepEqual(second.seen, [1, 2, 3, 4, 'end']);
  follower(browser);
  assert.equal(browser.sources.length, 2);
});
