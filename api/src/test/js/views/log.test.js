import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, event} from '../support/sessions.js';

const {logView, rowView} = await load('views/log.js');
const {emptyLog, withEvents, withFollow} = await load('state/log.js');

const row = (own, isOpen = false) => rowView({event: event(1, own), isOpen});

test('an empty log waits', () => {
  assert.match(textOf(first(logView(emptyLog, 'k'), '.rows')), /Waiting for events/);
});

test('a row shows run, kind and text', () => {
  assert.match(textOf(row({type: 'tool_call', text: 'Bash: ls'})), /claude-1tool callBash: ls$/);
  assert.match(textOf(row({run: '', type: 'permission_blocker'})), /sessiondenied/);
  assert.match(textOf(row({type: 'permission_blocker', data: {guard: {kind: 'asked'}}})), /claude-1permission/);
  assert.match(row({type: 'violation'}).props.class, /k-violation/);
  assert.equal(first(row(), '.who').props.title, 'claude-1');
  assert.match(row({type: 'error'}).props.class, /k-error agent-claude/);
});

test('HTML that an agent printed is text', () => {
  const printed = row({text: HOSTILE, data: {text: HOSTILE}}, true);

  assert.deepEqual([...tags(printed)].sort(), ['button', 'div', 'pre', 'span', 'time']);
  assert.ok(textOf(printed).includes(HOSTILE));
});

test('a row can be opened if it is long, has several lines or has data', () => {
  const more = (own) => Boolean(first(row(own), '.more'));

  assert.ok(!more({}));
  assert.ok(more({text: 'x'.repeat(141)}));
  assert.ok(more({text: 'a\nb'}));
  assert.ok(more({data: {a: 1}}));
});

test('an open row shows its data', () => {
  const open = row({data: {a: 1}}, true);

  assert.equal(textOf(first(open, '.data')), '{\n  "a": 1\n}');
  assert.equal(first(open, '.more').props['aria-expanded'], 'true');
  assert.equal(first(row({data: {a: 1}}), '.data'), undefined);
});

test('an open tool call shows the command and the paths that its text leaves out', () => {
  const call = {type: 'tool_call', text: 'Bash: make', data: {toolCall: {kind: 'shell', command: 'make\nmake test', paths: ['/code/a', 'make']}}};

  assert.equal(textOf(first(row(call, true), '[call]')), 'make\nmake test\n/code/a');
  assert.equal(first(row(call, true), '.kind').props.title, 'tool_call: shell');
  assert.equal(first(row(call), '[call]'), undefined);
  assert.equal(first(row({data: {a: 1}}, true), '[call]'), undefined);
});

test('a tool call in an unknown form is shown as any other event', () => {
  for (const toolCall of [null, 'x', {kind: 7}, {kind: 'shell', command: {}, paths: 'x'}]) {
    assert.equal(first(row({data: {toolCall}}, true), '[call]'), undefined);
  }
});

test('an unchanged row keeps its description', () => {
  const log = withEvents(emptyLog, [event(1), event(2)]);
  const rows = (log) => all(logView(log, 'k'), '.event');

  assert.equal(rows(log)[0], rows(withEvents(log, [event(3)]))[0]);
});

test('newer rows are announced while the log does not follow', () => {
  const reading = withEvents(withFollow(emptyLog, false), [event(1), event(2)]);

  assert.equal(textOf(first(logView(reading, 'k'), '.newer')), '2 newer ↓');
  assert.equal(first(logView(reading, 'k'), '.newer').props.hidden, false);
  assert.equal(first(logView(emptyLog, 'k'), '.newer').props.hidden, true);
});

test('events are counted, and earlier ones can be asked for', () => {
  const log = withEvents(emptyLog, [event(1)]);

  assert.equal(textOf(first(logView(log, 'k'), '.count')), '1 event');
  assert.equal(first(logView(log, 'k'), '.earlier'), undefined);
  const button = first(logView({...log, hasEarlier: true, wanted: null}, 'k'), '.earlier');
  assert.equal(textOf(button), '↑ Earlier events');
  assert.deepEqual(button.props.onclick, {do: 'earlier'});
  assert.equal(textOf(first(logView({...log, hasEarlier: true, wanted: {page: 'earlier', before: 1}}, 'k'), '.earlier')), 'Loading …');
});

test('each event of a session has a link, which marks it', () => {
  const shown = logView({...withEvents(emptyLog, [event(7)]), marked: 7, isPast: true}, 'k', 'a/b');

  assert.equal(first(shown, '.at').props.href, '#/s/a%2Fb/event/7');
  assert.ok(first(shown, '.marked'));
  assert.equal(textOf(first(shown, '.newer')), 'Newest events ↓');
  assert.equal(first(logView(withEvents(emptyLog, [event(8)]), 'k'), '.at'), undefined);
});

test('a conversation names its run and leads back to all events', () => {
  const shown = logView({...withEvents(emptyLog, [event(9)]), transcript: 'claude-1'}, 'k', 's', (text) => `md:${text}`);

  assert.match(textOf(shown), /^claude-1All events/);
  assert.equal(first(shown, 'a').props.href, '#/s/s');
  assert.match(textOf(first(shown, '.transcript')), /md:line 9/);
});
