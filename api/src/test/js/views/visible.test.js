import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeDocument} from '../support/fake-document.js';

const {visible} = await load('views/visible.js');
const {untilElement, momentElement} = await load('views/time.js');
const {render} = await load('ui/render.js');
const {h} = await load('views/h.js');

test('overrides of the direction and control characters are shown as escapes', () => {
  assert.equal(visible('evil\u202egpj.exe\u2066\u0007\u0000'), 'evil\\u202egpj.exe\\u2066\\u0007\\u0000');
});

test('the colours of a terminal are left out', () => {
  assert.equal(visible('\u001b[1;31mFAILED\u001b[0m tests\u001b[2K'), 'FAILED tests\\u001b[2K');
});

test('ordinary text stays: tabs, line breaks, accents, right-to-left letters, emoji', () => {
  for (const text of ['a\tb\r\nc', 'Zoë', 'שלום', '👩‍👩‍👧', '']) assert.equal(visible(text), text);
});

test('every text and title on the page is made visible, and links are left alone', () => {
  const document = new FakeDocument();

  render(document.body, [h('a', {title: 'a\u202eb', href: '#\u202e'}, 'c\u202ed')], () => {});

  assert.equal(document.body.childNodes.join(''), '<a title="a\\u202eb" href="#\u202e">c\\u202ed</a>');
});

test('a moment says until when it lasts and how long that is', () => {
  const now = Date.parse('2026-01-01T10:00:00Z');
  const {props, children} = untilElement('2026-01-01T10:01:05Z', now);

  assert.equal(props.title, '2026-01-01T10:01:05Z');
  assert.match(children[0], /^until \d\d:01:05, in 1 min 05 s$/);
  assert.match(untilElement('2026-01-01T09:00:00Z', now).children[0], /^until \d\d:00:00$/);
  assert.match(untilElement('2026-01-04T10:00:00Z', now).children[0], /, in 3 days 0 h$/);
  assert.notEqual(momentElement('2025-12-01T10:00:00Z', now).children[0], momentElement('2025-12-02T10:00:00Z', now).children[0]);
});
