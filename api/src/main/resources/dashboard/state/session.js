// Derived from a session's snapshot: its name, whether it needs the user, and what the user can do to it.

/** Names this very execution in a URL: mostly by its key, since its id may name a newer one. */
export const nameOf = (session) => session.ref || session.key || session.session;

const ENDED = ['done', 'stopped', 'failed'];

export const firstLine = (text) => text.trim().split('\n', 1)[0];

export const titleOf = (session) => firstLine(session.prompt) || session.session;

export const hasLongPrompt = (session) => session.prompt.trim() !== firstLine(session.prompt);

export const needsYou = (session) => session.hold.kind === 'needs_you';

export const isPaused = (session) => session.hold.kind === 'paused';

export const openItems = (session) => (session.open ? session.teamwork?.items ?? [] : []).filter((item) => !item.answer);

/** Without the trouble that the session already asks the user about. */
export const troubles = (session) =>
  (session.troubles ?? []).filter((trouble) => !session.hold.reason.includes(trouble.reason));

/** The controls that apply now: report, resume (a new execution), review, pause, unpause, stop. */
export function controls(session) {
  const works = session.open && !ENDED.includes(session.phase);
  return {
    report: !session.open && Boolean(session.key),
    resume: !session.open && !session.superseded && ['stopped', 'failed'].includes(session.phase),
    review: works && !isPaused(session),
    pause: works && !isPaused(session),
    unpause: works && isPaused(session),
    stop: works,
  };
}

/** The key p does this; it never starts paid work anew. */
export function pauseOrUnpause(session) {
  const can = controls(session);
  if (can.unpause) return 'resume';
  return can.pause ? 'pause' : '';
}

/** Each run's newest launch. */
export function activityByRun(session) {
  const newest = new Map();
  for (const activity of session.activity ?? []) {
    const known = newest.get(activity.run);
    if (!known || known.launch <= activity.launch) newest.set(activity.run, activity);
  }
  return newest;
}
