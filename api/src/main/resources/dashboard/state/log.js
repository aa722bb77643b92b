// The event log. The newest events are kept; the newest of those that match the filter are the rows on the page.
import {hiddenParts} from './tool-call.js';

export const KEPT_MAX = 20000;
export const ROWS_MAX = 2000;

const IMPORTANT = new Set(['milestone', 'blocker', 'request_review', 'error', 'recovery', 'permission_blocker', 'violation', 'result',
  'review', 'decision', 'control']);

export const emptyLog = {
  kept: [],
  rows: [],                 // {event, isOpen}
  total: 0,
  missed: 0,                // rows added while the log does not follow
  runs: [],
  agents: [],
  filter: {run: '', type: '', search: ''},
  follow: true,
  hasEnded: false,
};

/** Old rows are dropped only while following: rows must not move while the user reads them. */
export function withEvents(log, events) {
  const kept = [...log.kept, ...events].slice(-KEPT_MAX);
  const fresh = events.filter((event) => matches(log.filter, event)).slice(-ROWS_MAX);
  return {
    ...log,
    kept,
    rows: fresh.length ? [...log.rows, ...fresh.map(closedRow)].slice(log.follow ? -ROWS_MAX : -KEPT_MAX) : log.rows,
    total: log.total + events.length,
    missed: log.follow ? 0 : log.missed + fresh.length,
    runs: withNew(log.runs, events.map(({run}) => run)),
    agents: withNew(log.agents, events.map(({agent}) => agent)),
  };
}

export function withFilter(log, change) {
  const filter = {...log.filter, ...change};
  const rows = log.kept.filter((event) => matches(filter, event)).slice(-ROWS_MAX).map(closedRow);
  return {...log, filter, rows, missed: 0};
}

export function withFollow(log, follow) {
  if (follow === log.follow) return log;
  return {...log, follow, missed: follow ? 0 : log.missed, rows: follow ? log.rows.slice(-ROWS_MAX) : log.rows};
}

export const withToggledRow = (log, id) =>
  ({...log, rows: log.rows.map((row) => (row.event.id === id ? {...row, isOpen: !row.isOpen} : row))});

/** The type `!` stands for all important types. */
export function matches({run, type, search}, event) {
  if (run && event.run !== run) return false;
  if (type === '!' ? !IMPORTANT.has(event.type) : type && event.type !== type) return false;
  const wanted = search.trim().toLowerCase();
  return !wanted || [event.text, event.run, ...hiddenParts(event)].some((text) => text.toLowerCase().includes(wanted));
}

/** The text shown if there are no rows. */
export function hint(log) {
  if (log.rows.length) return '';
  if (log.kept.length) return 'No event matches.';
  return log.hasEnded ? 'This session has no events.' : 'Waiting for events …';
}

const closedRow = (event) => ({event, isOpen: false});

function withNew(known, names) {
  const fresh = new Set(names.filter((name) => name && !known.includes(name)));
  return fresh.size ? [...known, ...fresh] : known;
}
