// When runs started, as the session has told: of an assignment that was tried again its state has only the newest run.

const KEPT_MAX = 1000;
const STARTS = /^(\S+) starts: (.*)$/s;

export const noStarts = [];

/** @return [{run, at, title}] */
export function withStarts(starts, events) {
  const fresh = events.flatMap(({type, source, run, text, at}) => {
    // Only the session's own words count; an agent may say anything.
    const [, started, title] = (type === 'status' && source === 'orchestrator' && !run && STARTS.exec(text)) || [];
    return started ? [{run: started, at, title}] : [];
  });
  return fresh.length ? [...starts, ...fresh].slice(-KEPT_MAX) : starts;
}
