// Recoveries are kept apart from the log, so that the user cannot miss them.

const KEPT_MAX = 200;

export const noRecoveries = {events: [], total: 0};

export function withRecoveries(recoveries, events) {
  const fresh = events.filter((event) => event.type === 'recovery');
  if (!fresh.length) return recoveries;
  return {events: [...recoveries.events, ...fresh].slice(-KEPT_MAX), total: recoveries.total + fresh.length};
}

export const lossCount = (recoveries) =>
  recoveries.events.filter((event) => event.data.lost && event.data.lost !== 'nothing').length;
