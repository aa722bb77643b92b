import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeDocument} from '../support/fake-document.js';
import {HOSTILE} from '../support/sessions.js';

const {render} = await load('ui/render.js');
const {h} = await load('views/h.js');

function page() {
  const document = new FakeDocument();
  const acts = [];
  const show = (...children) => render(document.body, children, (intent, event) => acts.push([intent, event.type]));
  return {document, body: document.body, show, acts, html: () => document.body.childNodes.join('')};
}

const items = (...keys) => keys.map((key) => h('li', {key}, key));

test('a description becomes elements, attributes and text', () => {
  const {show, html} = page();

  show(h('p.note', {key: 'k', title: 't', hidden: true, disabled: false, role: null}, 'a ', h('b', null, 'b')));

  assert.equal(html(), '<p data-key="k" title="t" hidden="" class="note">a <b>b</b></p>');
});

test('hostile text becomes a text node', () => {
  const {show, body} = page();

  show(h('p', {title: HOSTILE}, HOSTILE));

  assert.equal(body.firstChild.childNodes.length, 1);
  assert.equal(body.firstChild.firstChild.data, HOSTILE);
});

test('an element with the same identity is patched, not replaced', () => {
  const {body, show, html} = page();
  show(h('p', {title: 'a', lang: 'en'}, 'one'));
  const before = body.firstChild;

  show(h('p', {title: 'b'}, 'two'));

  assert.equal(body.firstChild, before);
  assert.equal(html(), '<p title="b">two</p>');
});

test('another tag is another element', () => {
  const {show, html} = page();
  show(h('p', null, 'a'));

  show(h('b', null, 'a'));

  assert.equal(html(), '<b>a</b>');
});

test('an attribute that the user has changed stays until its description changes', () => {
  const {body, show} = page();
  show(h('details', {open: true}, 'a'));
  body.firstChild.removeAttribute('open');

  show(h('details', {open: true}, 'b'));

  assert.ok(!body.firstChild.attributes.has('open'));
});

test('elements with keys are reused at any position', () => {
  const {body, show} = page();
  show(...items('a', 'b', 'c', 'd'));
  const before = new Map(body.childNodes.map((node) => [node.attributes.get('data-key'), node]));

  show(...items('d', 'x', 'b', 'a'));

  assert.deepEqual(body.childNodes.map((node) => node.attributes.get('data-key')), ['d', 'x', 'b', 'a']);
  for (const key of ['a', 'b', 'd']) assert.ok(body.childNodes.includes(before.get(key)), key);
});

test('children can be put into any order', () => {
  const {body, show} = page();
  let seed = 7;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;

  for (let round = 0; round < 300; round++) {
    const keys = [...'abcdefgh'].filter(() => random(3) > 0).sort(() => random(3) - 1);
    show(...items(...keys));
    assert.equal(body.childNodes.map((node) => node.firstChild.data).join(''), keys.join(''), `round ${round}`);
  }
});

test('two siblings with the same key are two elements', () => {
  const {show, html} = page();

  show(...items('a', 'a'));
  show(...items('a', 'a', 'b'));

  assert.equal(html().match(/<li/g).length, 3);
});

test('a focused element keeps the focus while its siblings come and go', () => {
  const {document, body, show} = page();
  show(...items('b', 'c'));
  const focused = body.firstChild;
  focused.focus();

  show(...items('a', 'b', 'd'));

  assert.equal(document.activeElement, focused);
});

test('a focused element gets the focus back if it has to move', () => {
  const {document, body, show} = page();
  show(...items('a', 'b'));
  const focused = body.childNodes[1];
  focused.focus();

  show(...items('b', 'a'));

  assert.equal(body.firstChild, focused);
  assert.equal(document.activeElement, focused);
});

test('a handler acts once, with the newest intent', () => {
  const {body, show, acts} = page();
  show(h('button', {onclick: {do: 'stop', run: 'a'}}));
  show(h('button', {onclick: {do: 'stop', run: 'b'}}));

  body.firstChild.fire('click');

  assert.deepEqual(acts, [[{do: 'stop', run: 'b'}, 'click']]);
});

test('a removed handler does nothing, and a restored one acts once', () => {
  const {body, show, acts} = page();
  show(h('button', {onclick: {do: 'stop'}}));

  show(h('button', null));
  body.firstChild.fire('click');
  assert.deepEqual(acts, []);
  show(h('button', {onclick: {do: 'go'}}));
  body.firstChild.fire('click');

  assert.deepEqual(acts, [[{do: 'go'}, 'click']]);
});

test('a checkbox follows the state', () => {
  const {body, show} = page();
  show(h('input', {type: 'checkbox', checked: true}));
  assert.equal(body.firstChild.checked, true);

  show(h('input', {type: 'checkbox', checked: false}));

  assert.equal(body.firstChild.checked, false);
});

test('rendering the same description again touches nothing', () => {
  const {body, show} = page();
  const row = h('li', {key: 'a'}, 'a');
  show(row);
  body.firstChild.firstChild.data = 'changed from outside';

  show(row);

  assert.equal(body.firstChild.firstChild.data, 'changed from outside');
});
