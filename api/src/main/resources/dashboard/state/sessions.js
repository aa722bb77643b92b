// Derived from the list of sessions: its groups and order, and how the shown session relates to it.
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
