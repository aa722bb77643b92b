// Which events a filter of the log wants: the server searches by the same rules.
import {hiddenParts} from './tool-call.js';

const IMPORTANT = new Set(['milestone', 'blocker', 'request_review', 'error', 'recovery', 'permission_blocker', 'violation', 'result',
  'review', 'decision', 'control']);

/** The type `!` stands for all important types. */
export function matches({run, type, search}, event) {
  if (run && event.run !== run) return false;
  if (type === '!' ? !IMPORTANT.has(event.type) : type && event.type !== type) return false;
  const wanted = search.trim().toLowerCase();
  return !wanted || [event.text, event.run, ...hiddenParts(event)].some((text) => text.toLowerCase().includes(wanted));
}

/** True if it wants every event. */
export const isAll = ({run, type, search}) => !run && !type && !search.trim();

