// Formats numbers and times.

const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false});
const day = new Intl.DateTimeFormat(undefined, {day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hour12: false});

export const timeOf = (iso) => clock.format(new Date(iso));
export const dateOf = (iso) => day.format(new Date(iso));

/** The time between two instants; without the second one, until now. */
export function duration(fromIso, toIso, now) {
  if (!fromIso) return '';
  const seconds = Math.max(0, Math.round(((toIso ? Date.parse(toIso) : now) - Date.parse(fromIso)) / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${Math.floor(hours / 24)} days ${hours % 24} h`;
}

export function ago(iso, now) {
  const minutes = Math.floor((now - Date.parse(iso)) / 60000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 24 * 60 ? `${Math.floor(minutes / 60)} h ago` : dateOf(iso);
}

export function tokens(count) {
  if (count < 1000) return String(count);
  return count < 1e6 ? `${(count / 1000).toFixed(count < 1e5 ? 1 : 0)}k` : `${(count / 1e6).toFixed(2)}M`;
}

/** @param isPart if some usage is unknown, so that the sum is a lower bound */
export const inAndOut = (input, output, isPart) => `${atLeast(isPart)}${tokens(input)} in · ${tokens(output)} out`;

/** An unknown cost is shown as unavailable, not as 0. */
export const cost = (usd, isPart = false) =>
  usd === null || usd === undefined ? 'unavailable' : `${atLeast(isPart)}$${usd.toFixed(usd < 1 ? 3 : 2)}`;

/** What it costs in an hour if it goes on like this; nothing can be said of the first minute. */
export function perHour(usd, sinceIso, now) {
  const rate = hourly(usd, sinceIso, now);
  return rate ? `${cost(rate)} per hour since its start` : '';
}

/** US dollars per hour; 0 in the first minute, when it says nothing. */
export function hourly(usd, sinceIso, now) {
  const hours = (now - Date.parse(sinceIso)) / 3_600_000;
  return hours < 1 / 60 ? 0 : usd / hours;
}

export const atLeast = (isPart) => (isPart ? 'at least ' : '');

export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** Turns a name of the API, such as needs_you, into words. */
export const words = (wire) => wire.replaceAll('_', ' ');

const SAFE_WORD = /^[A-Za-z0-9_./:=@%+-]+$/;

export const shellWord = (text) => (SAFE_WORD.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** The class of an agent, whose colour ui/hues.js chooses. Each name has a class of its own. */
export const hue = (agent) => (agent ? `agent-${[...agent].map(classCharacter).join('')}` : '');

const classCharacter = (c) => (/[A-Za-z0-9-]/.test(c) ? c : `_${c.codePointAt(0).toString(16)}_`);
