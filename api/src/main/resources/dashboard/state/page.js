// The whole state of the page, and how each action changes it.
import {attention, withSeen} from './attention.js';
import {changeReviews} from './changes.js';
import {changeCurrent, newCurrent} from './current.js';
import {changeDialogs, noDialogs} from './dialogs.js';
import {isFiltered, listed as listedOf, noListFilter} from './sessions.js';
import {changeWatch, newWatch} from './watch.js';

const LISTED = 100;
const STARTING_MILLIS = 30_000;
const LISTED_MAX = 1000;    // the API lists no more at a time

export const emptyPage = (now) => ({
  now,                      // in milliseconds, for durations
  sessions: [],             // the newest list, and before it those that were just started here
  starting: [],             // sessions that were started here and are not in the list yet
  older: 0,                 // sessions that are not in it
  listLimit: LISTED,        // how many it may have
  listFilter: noListFilter, // see sessions.js
  found: {filter: noListFilter, sessions: [], older: 0},  // all sessions that match it, as the server says
  health: null,
  outages: {},              // part of the page → why it may be out of date
  current: null,            // the shown session, see current.js
  projects: [],             // states of all watched projects
  watch: null,              // the shown project, see watch.js; null if sessions are shown
  dialogs: noDialogs,
  reviews: {},              // by name of a session: its comments that are not sent yet, see changes.js
  seen: [],                 // ids of what needed the user and was seen, see attention.js
  notifying: {isWanted: false, state: 'missing'},  // desktop notifications; the state is the browser's permission
});

const CHANGES = {
  ticked: (page, {now}) => ({...page, now}),
  listed: (page, {sessions, older = 0, health, now}) => listed({...page, older, health, now}, sessions),
  started: (page, {session}) => listed({...page, starting: [...page.starting, session]}, page.sessions),
  seen: (page, {ids}) => ({...page, seen: withSeen(page.seen, ids)}),
  notifying: (page, {isWanted, state}) => ({...page, notifying: {isWanted, state}}),
  found: (page, {filter, sessions, older = 0}) => ({...page, found: {filter, sessions, older}}),
  listFiltered: (page, {filter}) => ({...page, listFilter: {...page.listFilter, ...filter}}),
  moreWanted: (page) => ({...page, listLimit: Math.min(LISTED_MAX, page.listLimit + 2 * LISTED)}),
  outage: (page, {part, text}) => withOutage(page, part, text),
  projectsListed: (page, {projects}) => ({...page, projects}),
  navigated: (page, {name, watch, event, run}) => lookAt(navigate(page, name, watch ?? null), event ?? 0, run ?? ''),
};

export function reduce(page, action) {
  const change = CHANGES[action.type];
  if (change) return change(page, action);
  const current = page.current && changeCurrent(page.current, action);
  const watch = page.watch && changeWatch(page.watch, action);
  const dialogs = changeDialogs(page.dialogs, action);
  const reviews = changeReviews(page.reviews, action, page.dialogs.changes);
  const isSame = current === page.current && watch === page.watch && dialogs === page.dialogs && reviews === page.reviews;
  return isSame ? page : {...page, current, watch, dialogs, reviews};
}

/** A session that was just started stands in the list before the server has it there. */
function listed(page, sessions) {
  const isListed = ({session}) => sessions.some((other) => other.open && other.session === session && !other.isStarting);
  const starting = page.starting.filter((one) => !isListed(one) && page.now - Date.parse(one.startedAt) < STARTING_MILLIS);
  return {...page, starting, sessions: [...starting, ...sessions.filter(({isStarting}) => !isStarting)]};
}

/** An empty text ends the outage. */
function withOutage(page, part, text) {
  if ((page.outages[part] ?? '') === text) return page;
  const {[part]: _, ...others} = page.outages;
  return {...page, outages: text ? {...others, [part]: text} : others};
}

/** Outages that concern what was shown before are dropped. */
function navigate(page, name, place) {
  if (name === (page.current?.name ?? '') && isShown(page.watch, place)) return page;
  const {stream, state, steer, ...outages} = page.outages;
  return {...page, outages, current: name ? newCurrent(name) : null, watch: place && watchAt(page, place)};
}

/** A link may name an event or a run of the session. */
function lookAt(page, event, run) {
  if (!page.current) return page;
  const shown = changeCurrent(page.current, {type: 'transcriptShown', run});
  const current = event && shown.log.marked !== event ? changeCurrent(shown, {type: 'eventMarked', id: event}) : shown;
  return current === page.current ? page : {...page, current};
}

const isShown = (watch, place) => watch?.project === place?.project && watch?.task === place?.task;

/** Another task of the shown project keeps what is known of the project. */
function watchAt({watch, projects}, place) {
  const known = watch?.project === place.project ? watch.state : null;
  return {...newWatch(place), state: known ?? projects.find(({project}) => project === place.project) ?? null};
}

/** How many things need the user. */
export const needsCount = (page) => attention(page).length;

/** The log that is shown, or null. */
export const shownLog = ({current, watch}) => (current ?? (watch?.task ? watch : null))?.log ?? null;

const isSearched = ({listFilter, found}) => isFiltered(listFilter) && found.filter === listFilter;

/** The sessions of the list: until the server has searched, those that match among the listed ones. */
export const shownSessions = (page) => (isSearched(page) ? page.found.sessions : listedOf(page.sessions, page.listFilter));

/** How many sessions are not in the list because they are older. */
export const olderThanListed = (page) => (isSearched(page) ? page.found.older : page.older);

/** How many older sessions another click would show. */
export const moreToList = (page) => Math.min(olderThanListed(page), LISTED_MAX - page.listLimit, 2 * LISTED);

/** Each text once, even if several parts report it. */
export const outageText = (page) => [...new Set(Object.values(page.outages))].join(' ');
