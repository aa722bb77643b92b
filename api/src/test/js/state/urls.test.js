import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {eventUrl, pageUrl, placeIn, runUrl} = await load('state/urls.js');

test('a link may name an event or a run of a session', () => {
  assert.deepEqual(placeIn(eventUrl('a/b', 42)), {name: 'a/b', event: 42, run: '', watch: null});
  assert.deepEqual(placeIn(runUrl('s', 'my agent/1')), {name: 's', event: 0, run: 'my agent/1', watch: null});
  assert.deepEqual(placeIn(pageUrl('s')), {name: 's', event: 0, run: '', watch: null});
});

test('a link that somebody typed wrongly shows the session', () => {
  for (const end of ['/event/', '/event/x', '/event/-1', '/event/99999999999999999999', '/other/3']) {
    assert.deepEqual(placeIn(`${pageUrl('s')}${end}`), {name: 's', event: 0, run: '', watch: null}, end);
  }
});
