import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {first} from '../support/described.js';
import {item, needing} from '../support/sessions.js';

const {createDrafts, fill, valuesOf} = await load('state/drafts.js');
const {needs} = await load('views/needs.js');
const {startView} = await load('views/start.js');

class FakeStorage {
  kept = new Map();
  getItem = (key) => this.kept.get(key) ?? null;
  setItem = (key, value) => this.kept.set(key, value);
  removeItem = (key) => this.kept.delete(key);
}

const form = (values) => ({elements: [...Object.entries(values).map(([name, value]) => ({name, value, type: 'text'})),
  {name: '', value: 'Send', type: 'submit'}]});

test('what was typed and not sent is there again when the form is shown again', () => {
  const drafts = createDrafts(new FakeStorage());

  drafts.save('start', valuesOf(form({prompt: 'Add a flag', agents: ''})));
  const again = form({prompt: '', agents: '', target: '/code/app'});
  fill(again, drafts.read('start'));

  assert.deepEqual(again.elements.map(({value}) => value), ['Add a flag', '', '/code/app', 'Send']);
});

test('what was sent or emptied is forgotten, and other forms keep theirs', () => {
  const drafts = createDrafts(new FakeStorage());
  for (const key of ['a', 'b', 'c']) drafts.save(key, {text: key});

  drafts.drop('a');
  drafts.save('b', valuesOf(form({text: ''})));

  assert.deepEqual(['a', 'b', 'c'].map(drafts.read), [{}, {}, {text: 'c'}]);
});

test('a full storage does not break typing', () => {
  const storage = new FakeStorage();
  storage.setItem = () => { throw new Error('QuotaExceededError'); };

  createDrafts(storage).save('start', {prompt: 'long'});

  assert.deepEqual(createDrafts(storage).read('start'), {});
});

test('each question of each session has a draft of its own, and so has the start form', () => {
  const key = (session, id) => first(needs({...needing({teamwork: {items: [item({id})]}}), ref: session}, {sending: [], refused: {}}, 0), 'form')
    .props['data-draft'];

  assert.equal(new Set([key('s', 'a'), key('s', 'b'), key('t', 'a')]).size, 3);
  assert.equal(startView({target: ''}).props['data-draft'], 'start');
});
