// Waits of runs for the end of a usage limit, as the session has told of them.

const KEPT_MAX = 200;
const BEGINS = /^(\S+) waits until (\S+)$/;
const ENDS = /^(\S+) goes on$/;

export const noWaits = [];

/** @return [{run, from, until}], with the times as texts; `until` is when it went on, or else when it meant to */
export function withWaits(waits, events) {
  let all = waits;
  for (const {type, source, run, text, at} of events) {
    // An agent may say the same of itself, and be wrong.
    if (type !== 'status' || source !== 'orchestrator' || run) continue;
    const [, waiting, until] = BEGINS.exec(text) ?? [];
    const [, going] = ENDS.exec(text) ?? [];
    if (waiting && Date.parse(until)) all = [...all, {run: waiting, from: at, until}].slice(-KEPT_MAX);
    if (going) all = all.map((wait) => (wait.run === going && wait.from <= at && at < wait.until ? {...wait, until: at} : wait));
  }
  return all;
}
