import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeBrowser, noEvents, settled} from '../support/fake-browser.js';
import {event, over, session} from '../support/sessions.js';

const {Refused} = await load('net/api.js');
const {followSession} = await load('net/following.js');
const {keepListing} = await load('net/listing.js');
const {createStore} = await load('state/store.js');
const {emptyPage, outageText, reduce} = await load('state/page.js');

/** A server that answers with its `state`, or throws it if it is an error. */
function follow(state) {
  const browser = new FakeBrowser();
  const store = createStore(reduce, emptyPage(0));
  const server = {state, asked: 0};
  const api = {
    events: noEvents,
    async state(_, maxAgeMillis) {
      server.asked++;
      server.maxAgeMillis = maxAgeMillis;
      if (server.state instanceof Error) throw server.state;
      return server.state;
    },
  };
  store.dispatch({type: 'navigated', name: 's'});
  const following = followSession('s', store, api, browser);
  return {browser, store, server, following, current: () => store.get().current};
}

test('the state of an open session is polled every three seconds', async () => {
  const {browser, server, current} = follow(session());

  await browser.pass(0);
  assert.equal(current().session.execution, 'e1');
  await browser.pass(3000);

  assert.equal(server.asked, 2);
});

test('the state of an ended session is not polled', async () => {
  const {browser, server} = follow(over('done'));

  await browser.pass(60_000);

  assert.equal(server.asked, 1);
});

test('an event that may change the state refreshes it soon, and a burst of them only once', async () => {
  const {browser, server} = follow(session());
  await browser.pass(0);

  for (let id = 1; id <= 20; id++) browser.source.say(event(id, {source: 'orchestrator', type: 'status'}), 'session_event');
  await browser.pass(170);
  assert.equal(server.asked, 2);
  browser.source.say(event(21));
  await browser.pass(170);

  assert.equal(server.asked, 2);
});

test('events reach the log', async () => {
  const {browser, current} = follow(session());
  await browser.pass(0);

  browser.source.say(event(1));
  browser.source.say(event(2));
  await browser.pass(16);

  assert.equal(current().log.total.count, 2);
});

test('if the server is away, the outage is reported and the old snapshot stays until the next answer', async () => {
  const {browser, store, server, current} = follow(session());
  await browser.pass(0);

  server.state = new Refused(0, 'The API does not answer.');
  await browser.pass(3000);
  assert.equal(outageText(store.get()), 'The API does not answer.');
  assert.equal(current().session.execution, 'e1');
  server.state = session();
  await browser.pass(3000);

  assert.equal(outageText(store.get()), '');
});

test('the state of an ended session is polled during an outage', async () => {
  const {browser, server, following} = follow(over('done'));
  await browser.pass(0);

  server.state = new Refused(0, 'The API does not answer.');
  following.refresh();
  await browser.pass(3000);

  assert.equal(server.asked, 3);
});

test('a lost event stream is reported until it is back', async () => {
  const {browser, store} = follow(session());
  await browser.pass(0);

  browser.source.fail(true);
  assert.match(outageText(store.get()), /event stream lost/);
  await browser.pass(2000);
  browser.source.onopen();

  assert.equal(outageText(store.get()), '');
});

test('an unknown session is reported and no longer polled', async () => {
  const {browser, store, server, current} = follow(new Refused(404, 'There is no session `s`.'));

  await browser.pass(60_000);

  assert.equal(current().missing, 'There is no session `s`.');
  assert.equal(server.asked, 1);
  assert.equal(browser.openSources.length, 0);
  assert.equal(outageText(store.get()), '');
});

test('another execution under the same name gets a new log and a new stream', async () => {
  const {browser, server, current} = follow(session());
  await browser.pass(0);
  browser.source.say(event(9));
  await browser.pass(16);

  server.state = session({execution: 'e2'});
  await browser.pass(3000);

  assert.equal(current().log.total.count, 0);
  assert.equal(browser.sources.length, 2);
  assert.equal(browser.sources[0].readyState, 2);
  assert.equal(browser.source.url, '/api/v1/s/events?after=0');
});

test('an ended session is refreshed when the list shows a newer execution of it', async () => {
  const {browser, store, server} = follow(over('stopped'));
  await browser.pass(0);
  const listed = () => store.dispatch({type: 'listed', sessions: [session({execution: 'e2'})], health: null, now: 0});

  listed();
  await browser.pass(10_000);
  assert.equal(server.asked, 2);
  listed();
  await browser.pass(0);

  assert.equal(server.asked, 3);
});

test('a hidden page has no stream and asks for nothing, and continues after its last event when it is shown', async () => {
  const {browser, server, current} = follow(session());
  await browser.pass(0);
  browser.source.say(event(7));
  await browser.pass(16);

  browser.hide();
  await browser.pass(600_000);
  assert.equal(browser.openSources.length, 0);
  assert.equal(server.asked, 1);
  browser.show();
  await browser.pass(0);

  assert.equal(browser.source.url, '/api/v1/s/events?after=7');
  assert.equal(browser.openSources.length, 1);
  assert.equal(server.asked, 2);
  assert.equal(current().log.total.count, 1);
});

test('a page that is loaded in the background opens its stream when it is shown', async () => {
  const browser = new FakeBrowser();
  browser.hide();
  const {store} = follow(session());
  followSession('s', store, {state: async () => session(), events: noEvents}, browser);
  await browser.pass(0);
  assert.equal(browser.sources.length, 0);

  browser.show();
  await browser.pass(0);

  assert.equal(browser.sources.length, 1);
});

test('a poll may take the answer that another tab got, but not after an event that changes the state', async () => {
  const {browser, server} = follow(session());
  await browser.pass(3000);
  assert.ok(server.maxAgeMillis > 2000);

  browser.source.say(event(1, {source: 'orchestrator', type: 'status'}), 'session_event');
  await browser.pass(170);

  assert.ok(server.maxAgeMillis <= 150);
});

test('the state is refreshed at the end of the stream', async () => {
  const {browser, server, current} = follow(session());
  await browser.pass(0);

  server.state = over('done');
  browser.source.say({}, 'end');
  await browser.pass(0);

  assert.equal(current().session.phase, 'done');
  assert.ok(current().log.hasEnded);
});

test('events and snapshots of a session that the user has left are ignored', async () => {
  const {browser, store, following} = follow(session());
  await browser.pass(0);
  following.close();
  store.dispatch({type: 'navigated', name: 'other'});

  browser.source.say(event(1));
  await browser.pass(60_000);

  assert.equal(store.get().current.session, null);
  assert.equal(store.get().current.log.total.count, 0);
});

test('list and health are polled every four seconds, seldom while the page is hidden, and through outages', async () => {
  const browser = new FakeBrowser();
  const store = createStore(reduce, emptyPage(0));
  const answers = [new Refused(401, 'no'), new Refused(0, 'The API does not answer.'), {sessions: [session()]}];
  const api = {
    async sessions() {
      const answer = answers.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
    health: async () => ({version: '1'}),
  };

  keepListing(store, api, browser);
  await settled();
  assert.match(outageText(store.get()), /no longer logged in/);
  await browser.pass(4000);
  assert.equal(outageText(store.get()), 'The API does not answer.');
  await browser.pass(4000);

  assert.equal(outageText(store.get()), '');
  assert.equal(store.get().sessions.length, 1);
  assert.equal(store.get().health.version, '1');
  answers.push({sessions: []}, {sessions: [session(), session()]});
  browser.hide();
  await browser.pass(23_000);
  assert.equal(store.get().sessions.length, 0);
  browser.show();
  await browser.pass(0);
  assert.equal(store.get().sessions.length, 2);
});
