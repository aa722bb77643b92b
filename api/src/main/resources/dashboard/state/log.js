// The event log. It holds a part of the events: the newest, or those around one, and as many earlier ones as were asked for.
// The server searches (net/log.js); new events that match are added as they arrive.
import {isAll, matches} from './matching.js';

export const KEPT_MAX = 2000;
export const ROWS_MAX = 2000;
/** Old rows are dropped beyond this, even if they move under the reader's eyes. */
export const READ_MAX = 20_000;

const NO_MATCHES = {count: 0, atLeast: false};

export const emptyLog = {
  kept: [],                 // the newest events, whatever the filter
  rows: [],                 // {event, isOpen}
  total: NO_MATCHES,        // all events
  matches: NO_MATCHES,      // those that match the filter
  seen: 0,                  // id up to which events are counted
  missed: 0,                // matching events since the log does not follow
  runs: [],
  agents: [],
  filter: {run: '', type: '', search: ''},
  follow: true,
  hasEnded: false,
  isLoaded: false,          // the server has answered for this filter
  error: '',                // why it has not
  wanted: {page: 'latest', before: 'latest'},  // what is asked of the server; null if nothing is
  previous: null,           // cursor before which earlier events are, if there is no row
  hasEarlier: false,
  isPast: false,            // the rows are not the newest events
  marked: 0,                // id of the event that a link names
  transcript: '',           // the run that is shown as a conversation; empty for the list of events
};

/** Old rows are dropped only while following: rows must not move while the user reads them. */
export function withEvents(log, all) {
  const events = all.filter((event) => event.id > log.seen);
  if (!events.length) return log;
  const fresh = events.filter((event) => matches(log.filter, event));
  const added = log.isPast ? [] : fresh.map(closedRow);
  const rows = added.length ? [...log.rows, ...added] : log.rows;
  const shown = rows.slice(-(log.follow ? ROWS_MAX : READ_MAX));
  return {
    ...log,
    ...names(log, events),
    seen: events.at(-1).id,
    kept: [...log.kept, ...events].slice(-KEPT_MAX),
    rows: shown.length < rows.length ? shown : rows,
    hasEarlier: log.hasEarlier || shown.length < rows.length,
    total: more(log.total, events.length),
    matches: more(log.matches, fresh.length),
    missed: log.follow ? 0 : log.missed + fresh.length,
  };
}

const more = (counted, count) => ({...counted, count: counted.count + count});

/** Shows what is here already, until the server has searched. */
export function withFilter(log, change) {
  const filter = {...log.filter, ...change};
  const rows = log.kept.filter((event) => matches(filter, event)).map(closedRow);
  return {...log, filter, rows, missed: 0, isLoaded: false, isPast: false, marked: 0, matches: {count: rows.length, atLeast: true},
    wanted: {page: 'latest', before: 'latest'}};
}

export function withFollow(log, follow) {
  if (follow && log.isPast) return {...withFilter(log, {}), follow: true};
  if (follow === log.follow) return log;
  return {...log, follow, missed: follow ? 0 : log.missed, rows: follow ? log.rows.slice(-ROWS_MAX) : log.rows,
    hasEarlier: log.hasEarlier || (follow && log.rows.length > ROWS_MAX)};
}

export const withToggledRow = (log, id) =>
  ({...log, rows: log.rows.map((row) => (row.event.id === id ? {...row, isOpen: !row.isOpen} : row))});

/** Earlier events are asked for. */
export function withEarlierWanted(log) {
  if (log.wanted || !log.hasEarlier) return log;
  return {...log, follow: false, wanted: {page: 'earlier', before: log.rows[0]?.event.id ?? log.previous}};
}

/** The event of a link is asked for, with those before it. */
export const withMarked = (log, id) =>
  ({...log, filter: emptyLog.filter, marked: id, follow: false, wanted: {page: 'around', before: id + 1}});

/** Shows a run as a conversation, or with an empty run the list of events. */
export const withTranscript = (log, run) =>
  (run === log.transcript ? log : {...withFilter(log, {run, type: '', search: ''}), transcript: run, follow: true});

/** @param page {events, previous, more, matches}, in the order of time; what was asked for it is `wanted` */
export function withPage(log, wanted, page) {
  if (log.wanted !== wanted) return log;
  const loaded = {...log, ...names(log, page.events), wanted: null, isLoaded: true, error: '', previous: page.previous, hasEarlier: page.more};
  if (wanted.page === 'earlier') return {...loaded, rows: [...page.events.map(closedRow), ...log.rows]};
  if (wanted.page === 'around') return around(loaded, page.events);
  const last = page.events.at(-1)?.id ?? 0;
  const since = log.kept.filter((event) => event.id > last && matches(log.filter, event));
  const found = page.matches ? more(page.matches, since.length) : log.matches;
  return {
    ...loaded,
    rows: [...page.events, ...since].map(closedRow),
    matches: found,
    seen: Math.max(log.seen, page.next ?? 0),
    total: isAll(log.filter) ? found : log.total,
    kept: isAll(log.filter) && log.kept.length < page.events.length ? [...page.events, ...since] : log.kept,
  };
}

const around = (log, events) => ({...log, isPast: true,
  rows: events.map((event) => ({event, isOpen: event.id === log.marked}))});

/** The search goes on if a page has found nothing yet. */
export const withSearchContinued = (log, wanted, page) =>
  (log.wanted === wanted ? {...log, wanted: {...wanted, before: page.previous}, matches: page.matches ?? log.matches} : log);

export const withPageFailed = (log, wanted, error) => (log.wanted === wanted ? {...log, error} : log);

const closedRow = (event) => ({event, isOpen: false});

const names = (log, events) =>
  ({runs: withNew(log.runs, events.map(({run}) => run)), agents: withNew(log.agents, events.map(({agent}) => agent))});

function withNew(known, all) {
  const fresh = new Set(all.filter((name) => name && !known.includes(name)));
  return fresh.size ? [...known, ...fresh] : known;
}

/** How each action changes the log. */
const CHANGES = {
  events: (log, {events}) => withEvents(log, events),
  streamEnded: (log) => ({...log, hasEnded: true}),
  filtered: (log, {filter}) => withFilter(log, filter),
  followed: (log, {follow}) => withFollow(log, follow),
  rowToggled: (log, {id}) => withToggledRow(log, id),
  earlierWanted: (log) => withEarlierWanted(log),
  eventMarked: (log, {id}) => withMarked(log, id),
  transcriptShown: (log, {run}) => withTranscript(log, run),
  pageLoaded: (log, {wanted, page}) => withPage(log, wanted, page),
  searchContinued: (log, {wanted, page}) => withSearchContinued(log, wanted, page),
  pageFailed: (log, {wanted, text}) => withPageFailed(log, wanted, text),
};

export const changeLog = (log, action) => CHANGES[action.type]?.(log, action) ?? log;
