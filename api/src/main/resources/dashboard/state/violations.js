// Violations are kept apart from the log, so that the user cannot miss them.

const KEPT_MAX = 200;

export const noViolations = {events: [], total: 0, byRun: {}};

export function withViolations(violations, events) {
  const fresh = events.filter((event) => event.type === 'violation');
  if (!fresh.length) return violations;
  const byRun = {...violations.byRun};
  for (const {run} of fresh) byRun[run] = (byRun[run] ?? 0) + 1;
  return {events: [...violations.events, ...fresh].slice(-KEPT_MAX), total: violations.total + fresh.length, byRun};
}
