// The event log and its filter. There may be thousands of rows, so each is described once and reused.
import {countText, hint} from '../state/log-text.js';
import {hiddenParts, toolCallOf} from '../state/tool-call.js';
import {eventUrl, pageUrl} from '../state/urls.js';
import {hue, words} from './format.js';
import {h} from './h.js';
import {timeElement} from './time.js';
import {transcriptRows} from './transcript.js';

const TYPES = ['status', 'milestone', 'blocker', 'request_review', 'error', 'recovery', 'permission_blocker', 'violation', 'result',
  'message', 'reasoning', 'tool_call', 'tool_result', 'file_change', 'plan', 'usage', 'review', 'decision', 'control',
  'unknown'];
const LONG_TEXT = 140;

/**
 * @param key tells logs apart
 * @param name of the session in links; empty if its events have none
 * @param markdown see markdown.js
 * @param below what stands below a conversation
 */
export function logView(log, key, name = '', markdown = (text) => text, below = null) {
  const run = log.transcript;
  return h('section.log', {key: `log ${key} ${run} ${log.marked}`, class: run && 'talk', 'aria-label': run ? `Conversation of ${run}` : 'Event log'},
    h('div.tools', null,
      run ? [h('h2', {key: 'of'}, run), h('a.button.small', {key: 'all', href: pageUrl(name)}, 'All events')] : [h('h2.unseen', {key: 'of'}, 'Events'), runSelect(log.runs)],
      typeSelect,
      h('input', {type: 'search', placeholder: 'Search (/)', 'aria-label': 'Search the log', oninput: {do: 'search'}}),
      h('label.follow', {title: 'Follow the newest event (f)'},
        h('input', {type: 'checkbox', checked: log.follow, onchange: {do: 'toggleFollow'}}), 'Follow'),
      h('span.count', {role: 'status'}, countText(log))),
    h('div.rows', {class: run ? 'transcript' : '', role: 'log', 'aria-label': run ? `Conversation of ${run}` : 'Events', 'aria-live': 'off', tabindex: 0, onscroll: {do: 'scrolled'}},
      log.hasEarlier ? h('button.button.small.earlier', {key: 'earlier', type: 'button', disabled: log.wanted?.page === 'earlier', onclick: {do: 'earlier'}},
        log.wanted?.page === 'earlier' ? 'Loading …' : '↑ Earlier events') : null,
      log.rows.length ? (run ? transcriptRows(log.rows, markdown) : log.rows.map((row) => rowOnce(row, name, log.marked)))
        : h('p.hint', {key: 'hint'}, hint(log))),
    h('button.button.small.primary.newer', {type: 'button', hidden: !log.isPast && (log.follow || log.missed === 0), onclick: {do: 'followNewest'}},
      log.isPast ? 'Newest events ↓' : `${log.missed.toLocaleString()} newer ↓`),
    run ? below : null);
}

const runSelect = (runs) => h('select', {key: 'run', 'aria-label': 'Agent', onchange: {do: 'filter', field: 'run'}},
  h('option', {value: ''}, 'All agents'), runs.map((run) => h('option', {value: run}, run)));

const typeSelect = h('select', {key: 'type', 'aria-label': 'Type', onchange: {do: 'filter', field: 'type'}},
  h('option', {value: ''}, 'All types'), h('option', {value: '!'}, 'Important'),
  TYPES.map((type) => h('option', {value: type}, words(type))));

const described = new WeakMap();

function rowOnce(row, name, marked) {
  if (!described.has(row)) described.set(row, rowView(row, name, row.event.id === marked));
  return described.get(row);
}

export function rowView({event, isOpen}, name = '', isMarked = false) {
  const hasData = Object.keys(event.data).length > 0;
  const hidden = isOpen ? hiddenParts(event) : [];
  const isLong = event.text.includes('\n') || event.text.length > LONG_TEXT || hasData;
  return h(`div.event.k-${event.type}`, {key: String(event.id), class: [hue(event.agent), isOpen && 'open', isMarked && 'marked']},
    name ? h('a.at', {href: eventUrl(name, event.id), title: 'Link to this event'}, timeElement(event.at)) : timeElement(event.at),
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
