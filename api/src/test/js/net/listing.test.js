import assert from 'node:assert/strict';
import {test} from 'node:test';
import {FakeBrowser} from '../support/fake-browser.js';
import {load} from '../support/dashboard.js';

const {keepListing} = await load('net/listing.js');
const {createStore} = await load('state/store.js');
const {emptyPage, reduce} = await load('state/page.js');

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
