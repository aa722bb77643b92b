import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeBrowser} from '../support/fake-browser.js';
import {ports} from '../support/ports.js';
import {event} from '../support/sessions.js';

const {createHub} = await load('net/hub.js');
const {createLink} = await load('net/link.js');
const {STREAMS_MAX} = await load('net/feeds.js');
const PATH = '/api/v1/s/events';

/** A worker whose server answers a request with its number. */
function worker() {
  const browser = new FakeBrowser();
  const asked = [];
  const hub = createHub({
    open: browser.open,
    timers: browser,
    async fetch(path) {
      asked.push(path);
      const body = path.includes('format=json') ? {events: [], next: 0, more: false} : {number: asked.length};
      return new Response(JSON.stringify(body), {status: 200});
    },
  });
  return {browser, hub, asked};
}

function tab({browser, hub}, ownPort = () => assert.fail('the tab has no need of its own hub')) {
  const [mine, theirs] = ports();
  hub.connect(theirs);
  const link = createLink(mine, ownPort, browser);
  const seen = [];
  const follow = (path = PATH, after = 0) => link.follow(path, after, {
    onEvents: (events) => seen.push(...events.map(({id}) => id)),
    onConnected: (isConnected) => seen.push(isConnected ? 'connected' : 'lost'),
    onEnd: () => seen.push('end'),
  });
  return {...link, follow, seen, port: mine};
}

test('twenty tabs on one session need one connection, and each sees every event', async () => {
  const shared = worker();
  const tabs = Array.from({length: 20}, () => tab(shared));

  for (const one of tabs) one.follow();
  await shared.browser.pass(0);
  shared.browser.source.onopen();
  shared.browser.source.say(event(1));
  shared.browser.source.say({}, 'end');
  await shared.browser.pass(16);

  assert.equal(shared.browser.sources.length, 1);
  for (const one of tabs) assert.deepEqual(one.seen, ['connected', 1, 'end']);
});

test('twenty tabs on twenty sessions leave connections for requests', async () => {
  const shared = worker();

  for (let i = 0; i < 20; i++) tab(shared).follow(`/api/v1/s${i}/events`);
  await shared.browser.pass(10_000);

  assert.equal(shared.browser.openSources.length, STREAMS_MAX);
});

test('polls of twenty tabs within a short time are one request', async () => {
  const shared = worker();
  const tabs = Array.from({length: 20}, () => tab(shared));

  const answers = await Promise.all(tabs.map((one) => one.get('/health', 1500)));
  await shared.browser.pass(1501);
  const later = await tabs[3].get('/health', 1500);

  assert.deepEqual(new Set(answers.map(({body}) => body.number)), new Set([1]));
  assert.deepEqual(later, {status: 200, body: {number: 2}});
});

test('after a change everybody is answered anew', async () => {
  const shared = worker();
  const [one, other] = [tab(shared), tab(shared)];
  await one.get('/state', 60_000);

  other.forget();

  assert.equal((await one.get('/state', 60_000)).body.number, 2);
});

test('without a server the answer has no status', async () => {
  const browser = new FakeBrowser();
  const hub = createHub({open: browser.open, timers: browser, fetch: async () => { throw new TypeError('Failed to fetch'); }});

  assert.deepEqual(await tab({browser, hub}).get('/health', 0), {status: 0, body: {}});
});

test('a tab that leaves gives its connection back', async () => {
  const shared = worker();
  const one = tab(shared);
  one.follow();

  one.leave();

  assert.equal(shared.browser.openSources.length, 0);
});

test('a tab that crashed gives its connection back, one that is only quiet keeps it', async () => {
  const shared = worker();
  const [crashed, quiet] = [tab(shared), tab(shared)];
  crashed.follow('/api/v1/crashed/events');
  quiet.follow('/api/v1/quiet/events');

  crashed.port.isDead = true;
  await shared.browser.pass(600_000);

  assert.deepEqual(shared.browser.openSources.map(({url}) => url), ['/api/v1/quiet/events?after=0']);
});

test('a tab that the browser had frozen continues after its last event', async () => {
  const shared = worker();
  const one = tab(shared);
  one.follow();
  shared.browser.source.say(event(5));
  await shared.browser.pass(16);
  one.leave();

  one.comeBack();
  shared.browser.source.say(event(6));
  await shared.browser.pass(16);

  assert.equal(shared.browser.source.url, `${PATH}?after=5`);
  assert.deepEqual(one.seen, [5, 6]);
});

test('a tab whose worker is silent continues with a hub of its own', async () => {
  const {browser, hub} = worker();
  const own = createHub({open: browser.open, timers: browser, fetch: async () => new Response('{"number": 99}')});
  const one = tab({browser, hub}, () => {
    const [mine, theirs] = ports();
    own.connect(theirs);
    return mine;
  });
  one.follow();
  browser.source.say(event(3));
  await browser.pass(16);

  one.port.isDead = true;
  const answer = one.get('/health', 0);
  await browser.pass(20_000);

  assert.deepEqual(await answer, {status: 200, body: {number: 99}});
  assert.equal(browser.source.url, `${PATH}?after=3`);
});
