import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {keepReviews} = await load('ui/reviews.js');
const {createStore} = await load('state/store.js');
const {emptyPage, reduce} = await load('state/page.js');
const {reviewOf} = await load('state/changes.js');

/** As a browser has it: its keys are its own properties. */
function storage(values = {}) {
  const methods = {getItem: (key) => own[key] ?? null, setItem: (key, value) => { own[key] = value; }, removeItem: (key) => delete own[key]};
  const own = Object.assign(Object.create(methods), values);
  return own;
}

const opened = (kept) => {
  const store = createStore(reduce, emptyPage(0));
  keepReviews(store, kept);
  return store;
};

test('comments that were not sent outlive the page', () => {
  const kept = storage();
  const store = opened(kept);
  store.dispatch({type: 'placeChosen', name: 's', place: {file: 'a', line: 1, side: 'new', quote: ''}});
  store.dispatch({type: 'commented', name: 's', text: 'why?'});

  assert.equal(reviewOf(opened(kept).get().reviews, 's').comments[0].text, 'why?');
});

test('what is not readable is left out, and the oldest are forgotten', () => {
  const values = Object.fromEntries(Array.from({length: 60}, (_, i) => [`orchestrator.review ${i}`, JSON.stringify({at: i, review: {comments: [], seen: {}}})]));
  const kept = storage({...values, 'orchestrator.review broken': '{', 'orchestrator.draft x': '{}'});

  assert.equal(Object.keys(opened(kept).get().reviews).length, 50);
  assert.deepEqual([kept['orchestrator.review 0'], kept['orchestrator.review broken'], kept['orchestrator.draft x']], [undefined, undefined, '{}']);
});
