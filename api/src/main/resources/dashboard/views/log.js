// The event log and its filter. There may be thousands of rows, so each is described once and reused.
import {hint} from '../state/log.js';
import {hiddenParts, toolCallOf} from '../state/tool-call.js';
import {hue, words} from './format.js';
import {h} from './h.js';
import {timeElement} from './time.js';

const TYPES = ['status', 'milestone', 'blocker', 'request_review', 'error', 'recovery', 'permission_blocker', 'violation', 'result',
  'message', 'reasoning', 'tool_call', 'tool_result', 'file_change', 'plan', 'usage', 'review', 'decision', 'control',
  'unknown'];
const LONG_TEXT = 140;

export const logView = (log, key) => h('section.log', {key: `log ${key}`, 'aria-label': 'Event log'},
  h('div.tools', null, runSelect(log.runs), typeSelect,
    h('input', {type: 'search', placeholder: 'Search (/)', 'aria-label': 'Search the log', oninput: {do: 'search'}}),
    h('label.follow', {title: 'Follow the newest event (f)'},
      h('input', {type: 'checkbox', checked: log.follow, onchange: {do: 'toggleFollow'}}), 'Follow'),
    h('span.count', {role: 'status'}, count(log))),
  h('div.rows', {role: 'log', 'aria-label': 'Events', 'aria-live': 'off', tabindex: 0, onscroll: {do: 'scrolled'}},
    log.rows.length ? log.rows.map(rowOnce) : h('p.hint', null, hint(log))),
  h('button.button.small.primary.newer', {type: 'button', hidden: log.follow || log.missed === 0, onclick: {do: 'followNewest'}},
    `${log.missed.toLocaleString()} newer ↓`));

const runSelect = (runs) => h('select', {key: 'run', 'aria-label': 'Agent', onchange: {do: 'filter', field: 'run'}},
  h('option', {value: ''}, 'All agents'), runs.map((run) => h('option', {value: run}, run)));

const typeSelect = h('select', {key: 'type', 'aria-label': 'Type', onchange: {do: 'filter', field: 'type'}},
  h('option', {value: ''}, 'All types'), h('option', {value: '!'}, 'Important'),
  TYPES.map((type) => h('option', {value: type}, words(type))));

function count({total, kept}) {
  if (!total) return '';
  const cut = total > kept.length ? `, newest ${kept.length.toLocaleString()} kept here` : '';
  return `${total.toLocaleString()} ${total === 1 ? 'event' : 'events'}${cut}`;
}

const described = new WeakMap();

function rowOnce(row) {
  if (!described.has(row)) described.set(row, rowView(row));
  return described.get(row);
}

export function rowView({event, isOpen}) {
  const hasData = Object.keys(event.data).length > 0;
  const hidden = isOpen ? hiddenParts(event) : [];
  const isLong = event.text.includes('\n') || event.text.length > LONG_TEXT || hasData;
  return h(`div.event.k-${event.type}`, {key: String(event.id), class: [hue(event.agent), isOpen && 'open']},
    timeElement(event.at),
    h('span.who', {title: event.run || 'session'}, event.run || 'session'),
    h('span.kind', {title: kindTitle(event)}, kindWord(event)),
    h('span.text', null, isLong ? moreButton(event, isOpen) : null, event.text),
    isOpen && hidden.length ? h('pre.data', {key: 'call', tabindex: 0, 'aria-label': 'The call'}, hidden.join('\n')) : null,
    isOpen && hasData ? h('pre.data', {key: 'data', tabindex: 0, 'aria-label': 'The whole event'}, JSON.stringify(event.data, null, 2)) : null);
}

/** A call that its own CLI refused is called denied; one that the guard asks about still waits. */
function kindWord({type, data}) {
  if (type !== 'permission_blocker') return words(type);
  return data.guard ? 'permission' : 'denied';
}

function kindTitle(event) {
  const call = toolCallOf(event);
  return call ? `${event.type}: ${call.kind}` : event.type;
}

const moreButton = (event, isOpen) => h('button.more', {type: 'button', 'aria-expanded': String(isOpen),
  'aria-label': 'Show the whole event', onclick: {do: 'toggleRow', id: event.id}}, isOpen ? '▾' : '▸');
