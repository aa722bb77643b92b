import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {createStore} = await load('state/store.js');

const add = (state, {by}) => state + by;

test('listeners are called after each change and see the new state', () => {
  const store = createStore(add, 1);
  const seen = [];
  store.subscribe(() => seen.push(store.get()));

  store.dispatch({by: 2});
  store.dispatch({by: 3});

  assert.deepEqual(seen, [3, 6]);
});

test('an action without a change calls no listener', () => {
  const store = createStore(add, 1);
  store.subscribe(() => assert.fail('called'));

  store.dispatch({by: 0});

  assert.equal(store.get(), 1);
});

test('a listener may unsubscribe while it is called', () => {
  const store = createStore(add, 0);
  let calls = 0;
  const unsubscribe = store.subscribe(() => {
    calls++;
    unsubscribe();
  });

  store.dispatch({by: 1});
  store.dispatch({by: 1});

  assert.equal(calls, 1);
});

test('a listener may dispatch', () => {
  const store = createStore(add, 0);
  store.subscribe(() => {
    if (store.get() < 3) store.dispatch({by: 1});
  });

  store.dispatch({by: 1});

  assert.equal(store.get(), 3);
});
