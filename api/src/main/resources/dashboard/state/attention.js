// What needs the user, over all sessions and watched projects: the most urgent first.
import {askingTasks, filesOf, nameOfProject} from './project.js';
import {nameOf, needsYou, openItems, titleOf} from './session.js';
import {pageUrl, watchUrl} from './urls.js';

/** An older end is no news. */
const RECENT_MILLIS = 7 * 24 * 60 * 60 * 1000;
const SEEN_MAX = 500;
const RANKS = ['permission', 'question', 'budget', 'approval', 'repair', 'failed', 'violations', 'merge'];

/**
 * Each is {id, kind, title, text, url, at, isNews}: news only have to be seen, the others wait for a decision.
 */
export function attention({sessions, projects, seen, now}) {
  const known = newest.get(sessions);
  if (known?.projects === projects && known.seen === seen) return known.entries;
  const entries = entriesOf(sessions, projects, seen, now);
  newest.set(sessions, {projects, seen, entries});
  return entries;
}

/** The page asks at each change, and there are a thousand sessions. */
const newest = new WeakMap();

function entriesOf(sessions, projects, seen, now) {
  return [...sessions.flatMap((session) => ofSession(session, now)), ...projects.flatMap(ofProject)]
    .filter(({id}) => !seen.includes(id))
    .sort((one, other) => RANKS.indexOf(one.kind) - RANKS.indexOf(other.kind));
}

function ofSession(session, now) {
  const entry = (kind, text, at, own = {}) => ({id: `${session.execution} ${kind}`, kind, text, at, title: titleOf(session),
    url: pageUrl(nameOf(session)), isNews: false, ...own});
  if (session.open) {
    return [
      isAsking(session) ? entry(askingKind(session), session.hold.reason, session.hold.since) : null,
      session.violations ? entry('violations', countOf(session.violations), session.startedAt,
        {id: `${session.execution} violations ${session.violations}`, isNews: true}) : null,
    ].filter(Boolean);
  }
  if (session.superseded || now - Date.parse(session.endedAt ?? session.startedAt) > RECENT_MILLIS) return [];
  if (session.phase === 'failed') return [entry('failed', session.reason, session.endedAt, {isNews: true})];
  return canBeMerged(session) ? [entry('merge', changeOf(session), session.endedAt, {isNews: true})] : [];
}

const isAsking = (session) => needsYou(session) || openItems(session).length > 0;

/** The permission of a call is asked for minutes only, so it counts before other questions. */
function askingKind(session) {
  const items = openItems(session);
  if (items.some(({call}) => call)) return 'permission';
  if (items.some(({kind}) => kind === 'budget')) return 'budget';
  return items.length || session.assignments?.length ? 'question' : 'approval';
}

/** The result waits in its own branch. */
export function canBeMerged({open, teamwork}) {
  const {files, fate} = teamwork?.result ?? {};
  return !open && files > 0 && fate === 'closed' && teamwork.result.isolation.toUpperCase() !== 'NONE';
}

const countOf = (count) => (count === 1 ? 'The guard counted 1 violation.' : `The guard counted ${count} violations.`);

const changeOf = ({teamwork: {result: {files, insertions, deletions}}}) =>
  `${files} ${files === 1 ? 'file' : 'files'} +${insertions} −${deletions}`;

const ofProject = (state) => askingTasks(state).map((task) => ({id: `${task.id} repair`, kind: 'repair', isNews: false,
  title: `${nameOfProject(state)}: ${filesOf(task).first}`, text: task.progress.needsYou, url: watchUrl(state.project, task.id),
  at: task.startedAt}));

/** The news of this session: whoever looks at it has seen them. A result waits until it is merged. */
export const newsOf = (entries, url) =>
  entries.filter((entry) => entry.isNews && entry.kind !== 'merge' && entry.url === url).map(({id}) => id);

export const withSeen = (seen, ids) => [...seen, ...ids.filter((id) => !seen.includes(id))].slice(-SEEN_MAX);
