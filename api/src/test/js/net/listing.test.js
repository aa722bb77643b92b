import assert from 'node:assert/strict';
import {test} from 'node:test';
import {FakeBrowser} from '../support/fake-browser.js';
import {load} from '../support/dashboard.js';
import {session} from '../support/sessions.js';

const {keepListing} = await load('net/listing.js');
const {createStore} = await load('state/store.js');
const {emptyPage, moreToList, reduce, shownSessions} = await load('state/page.js');

test('more sessions are asked for as soon as they are wanted', async () => {
  const store = createStore(reduce, emptyPage(0));
  const asked = [];
  const api = {
    sessions: async (limit) => {
      asked.push(limit);
      return {sessions: [], older: 900};
    },
    health: async () => ({}),
  };
  const browser = new FakeBrowser();
  keepListing(store, api, browser);
  await browser.pass(0);

  store.dispatch({type: 'moreWanted'});
  store.dispatch({type: 'moreWanted'});
  await browser.pass(0);

  assert.deepEqual([asked[0], asked.at(-1)], [100, 500]);
  assert.equal(store.get().older, 900);
});

test('a filter is asked of the server, which knows more sessions than are listed, and all open ones stay known', async () => {
  const store = createStore(reduce, emptyPage(0));
  const old = session({session: 'old', prompt: 'Long ago'});
  const api = {
    sessions: async (_, filter) => (filter ? {sessions: [old], older: 7} : {sessions: [session({prompt: 'Ago'}), session({session: 't', prompt: 'Now'})], older: 900}),
    health: async () => ({}),
  };
  const browser = new FakeBrowser();
  keepListing(store, api, browser);
  await browser.pass(0);

  store.dispatch({type: 'listFiltered', filter: {search: 'ago'}});
  assert.deepEqual(shownSessions(store.get()).map(({prompt}) => prompt), ['Ago']);
  await browser.pass(0);

  assert.deepEqual(shownSessions(store.get()).map(({prompt}) => prompt), ['Long ago']);
  assert.equal(moreToList(store.get()), 7);
  assert.equal(store.get().sessions.length, 2);
  store.dispatch({type: 'listFiltered', filter: {search: ''}});
  assert.equal(shownSessions(store.get()).length, 2);
});
