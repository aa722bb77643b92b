// Derived from the list of sessions: its groups, order and filter, and how the shown session relates to it.
import {nameOf, needsYou} from './session.js';

export const groups = (sessions) => [
  {title: 'Needs you', isUrgent: true, sessions: sessions.filter((session) => session.open && needsYou(session))},
  {title: 'Open', isUrgent: false, sessions: sessions.filter((session) => session.open && !needsYou(session))},
  {title: 'Finished', isUrgent: false, sessions: sessions.filter((session) => !session.open)},
].filter((group) => group.sessions.length);

export const inOrder = (sessions) => groups(sessions).flatMap((group) => group.sessions);

export const isSelected = (session, name) => nameOf(session) === name || (session.session === name && !session.superseded);

/** The session `step` places below the selected one, or null if the list is empty. */
export function neighbour(sessions, name, step) {
  const all = inOrder(sessions);
  const at = all.findIndex((session) => isSelected(session, name));
  return all[Math.min(all.length - 1, Math.max(0, at + step))] ?? null;
}

/** True if the list has a newer execution of this ended session, which is no longer polled. */
export const isContinued = (session, sessions) => !session.open && !session.superseded
  && sessions.some((other) => other.session === session.session && other.execution !== session.execution && !other.superseded);

/** A target in which agents have worked: the default of the next session. */
export const targetThatWorked = (sessions) =>
  sessions.find(({phase, progressPercent}) => phase !== 'failed' || progressPercent > 0)?.target ?? '';

const TARGETS_MAX = 10;

/** Targets of the newest sessions, each once. */
export const recentTargets = (sessions) => [...new Set([...sessions]
  .sort((a, b) => b.startedAt.localeCompare(a.startedAt)).map(({target}) => target).filter(Boolean))].slice(0, TARGETS_MAX);

export const noListFilter = {search: '', status: '', target: '', agent: ''};

export const STATUSES = ['needs you', 'open', 'done', 'stopped', 'failed', 'archived'];

const statusOf = (session) => (session.open ? (needsYou(session) ? 'needs you' : 'open') : session.phase);

export function listed(sessions, filter) {
  if (!isFiltered(filter)) return sessions;
  const {search, status, target, agent} = filter;
  const wanted = search.trim().toLowerCase();
  return sessions.filter((session) => [session.prompt, session.session, session.target].join('\n').toLowerCase().includes(wanted)
    && Boolean(session.archived) === (status === 'archived')
    && (!status || status === 'archived' || statusOf(session) === status || (status === 'open' && session.open))
    && (!target || session.target === target)
    && (!agent || agentsIn(session).includes(agent)));
}

export const isFiltered = (filter) => Object.values(filter).some(Boolean);

export const targetsOf = (sessions) => [...new Set(sessions.map(({target}) => target).filter(Boolean))].sort();

export const agentsOfList = (sessions) => [...new Set(sessions.flatMap(agentsIn))].sort();

/** The crew is a text such as “5: claude, codex”. */
function agentsIn({crew, assignments}) {
  const named = (crew ?? '').replace(/^\d+:/, '').split(/[\s,+;]+/).filter((word) => /^[a-z][\w.-]*$/.test(word) && !NO_AGENT.includes(word));
  return [...named, ...(assignments ?? []).map(({agent}) => agent)];
}

const NO_AGENT = ['alone', 'and', 'as', 'with'];
