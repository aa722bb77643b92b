// Derived from a session's snapshot: its names, its open items, and the controls that apply.

/** Names exactly this execution in a URL. The id alone would name the newest one. */
export const nameOf = (session) => session.ref || session.key || session.session;

const ENDED = ['done', 'stopped', 'failed'];

export const firstLine = (text) => text.trim().split('\n', 1)[0];

export const titleOf = (session) => firstLine(session.prompt) || session.session;

export const hasLongPrompt = (session) => session.prompt.trim() !== firstLine(session.prompt);

export const needsYou = (session) => session.hold.kind === 'needs_you';

export const isPaused = (session) => session.hold.kind === 'paused';

export const openItems = (session) => (session.open ? session.teamwork?.items ?? [] : []).filter((item) => !item.answer);

/** Leaves out a trouble that the session already asks the user about. */
export const troubles = (session) =>
  (session.troubles ?? []).filter((trouble) => !session.hold.reason.includes(trouble.reason));

/** The controls that apply now. `resume` starts a new execution, `unpause` ends a pause. */
export function controls(session) {
  const works = session.open && !ENDED.includes(session.phase);
  return {
    report: !session.open && Boolean(session.key),
    resume: !session.open && !session.superseded && ['stopped', 'failed'].includes(session.phase),
    archive: !session.open && Boolean(session.key) && !session.archived,
    unarchive: Boolean(session.archived),
    review: works && !isPaused(session),
    pause: works && !isPaused(session),
    unpause: works && isPaused(session),
    stop: works,
  };
}

/** The control of the key p. It does not resume ended sessions, which would start paid work. */
export function pauseOrUnpause(session) {
  const can = controls(session);
  if (can.unpause) return 'resume';
  return can.pause ? 'pause' : '';
}

/** The activity of each run's newest launch. */
export function activityByRun(session) {
  const newest = new Map();
  for (const activity of session.activity ?? []) {
    const known = newest.get(activity.run);
    if (!known || known.launch <= activity.launch) newest.set(activity.run, activity);
  }
  return newest;
}

/** A session as the list shows it before the server's list has it: from the answer to its start. */
export const startingSession = ({session, key}, {prompt, target}, now) => ({
  session, key, execution: `starting ${session}`, prompt, target, phase: 'preparing', open: true, isStarting: true,
  hold: {kind: 'none', reason: ''}, usage: {}, progressPercent: 0, startedAt: new Date(now).toISOString(), violations: 0,
});
