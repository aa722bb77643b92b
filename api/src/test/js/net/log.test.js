import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeBrowser} from '../support/fake-browser.js';
import {event} from '../support/sessions.js';

const {Refused} = await load('net/api.js');
const {followLog} = await load('net/live.js');
const {createStore} = await load('state/store.js');
const {emptyPage, reduce} = await load('state/page.js');
const PATH = '/api/v1/s/events';

/** A server with these events, which looks at 100 of them for each page. */
function follow(all) {
  const browser = new FakeBrowser();
  const store = createStore(reduce, emptyPage(0));
  const asked = [];
  const server = {isAway: false};
  const api = {
    async events(_, {before, after, limit, type = '', search = '', run = ''}) {
      asked.push({before, after, type, search, run});
      if (server.isAway) throw new Refused(0, 'The API does not answer.');
      const wanted = (one) => (!type || type.split(',').includes(one.type)) && one.text.includes(search) && (!run || one.run === run);
      const newest = all.at(-1)?.id ?? 0;
      if (before === undefined) return {events: all.filter((one) => one.id > after && wanted(one)), next: newest, more: false};
      const end = before === 'latest' ? newest + 1 : before;
      const looked = all.filter((one) => one.id < end).slice(-100);
      const events = looked.filter(wanted).slice(-limit);
      const previous = events.length === limit ? events[0].id : looked[0]?.id ?? 0;
      return {events, next: newest, previous, more: previous > all[0].id, matches: {count: all.filter(wanted).length, atLeast: false}};
    },
  };
  store.dispatch({type: 'navigated', name: 's'});
  const close = followLog(PATH, ({current}) => current?.log, store, api, browser, {onEvents: () => {}, onEnd: () => {}});
  const log = () => store.get().current.log;
  return {browser, store, asked, server, close, log, ids: () => log().rows.map((row) => row.event.id), current: () => store.get().current};
}

const many = (count, own = () => ({})) => Array.from({length: count}, (_, i) => event(i + 1, own(i + 1)));

test('the newest events are loaded, then the stream continues after them', async () => {
  const {browser, ids} = follow(many(300));

  await browser.pass(0);
  assert.deepEqual([ids()[0], ids().at(-1)], [201, 300]);
  assert.equal(browser.source.url, `${PATH}?after=300`);
  browser.source.say(event(301));
  await browser.pass(16);

  assert.equal(ids().at(-1), 301);
});

test('earlier events are loaded page by page to the first one', async () => {
  const {browser, store, ids, log} = follow(many(250));
  await browser.pass(0);

  while (log().hasEarlier) {
    store.dispatch({type: 'earlierWanted'});
    await browser.pass(0);
  }

  assert.equal(ids().length, 250);
  assert.deepEqual(ids(), ids().toSorted?.((a, b) => a - b) ?? ids());
});

test('a search finds what is far back, and says so while it goes on', async () => {
  const {browser, store, ids, asked} = follow(many(1000, (id) => (id === 3 ? {text: 'the needle'} : {})));
  await browser.pass(0);

  store.dispatch({type: 'filtered', filter: {search: 'needle'}});
  await browser.pass(0);

  assert.deepEqual(ids(), [3]);
  assert.ok(asked.filter(({search}) => search === 'needle').length > 1);
});

test('recoveries and violations are shown even if they are older than the log', async () => {
  const {browser, current, ids} = follow(many(500, (id) => (id === 2 ? {type: 'recovery'} : id === 3 ? {type: 'violation'} : {})));

  await browser.pass(0);

  assert.ok(!ids().includes(2));
  assert.equal(current().recoveries.total, 1);
  assert.equal(current().violations.total, 1);
});

test('a server that is away is asked again', async () => {
  const {browser, server, ids, log} = follow(many(10));
  server.isAway = true;
  const second = follow(many(10));
  second.server.isAway = true;
  second.store.dispatch({type: 'filtered', filter: {search: 'line'}});
  await second.browser.pass(0);
  assert.equal(second.log().error, 'The API does not answer.');

  second.server.isAway = false;
  await second.browser.pass(3000);
  server.isAway = false;
  await browser.pass(3000);

  assert.equal(second.ids().length, 10);
  assert.equal(second.log().error, '');
  assert.equal(ids().length, 10);
  assert.equal(log().isLoaded, true);
});

test('a link to an event loads it', async () => {
  const {browser, store, ids, log} = follow(many(300));
  await browser.pass(0);

  store.dispatch({type: 'navigated', name: 's', watch: null, event: 50});
  await browser.pass(0);

  assert.equal(ids().at(-1), 50);
  assert.ok(log().isPast);
});

test('nothing is loaded for a log that was left', async () => {
  const {browser, store, close, asked} = follow(many(10));
  await browser.pass(0);
  const before = asked.length;

  close();
  store.dispatch({type: 'filtered', filter: {search: 'x'}});
  await browser.pass(60_000);

  assert.equal(asked.length, before);
  assert.equal(browser.openSources.length, 0);
});
