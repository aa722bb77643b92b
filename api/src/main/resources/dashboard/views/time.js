// Times, each with the exact time as its title.
import {ago, dateOf, duration, timeOf} from './format.js';
import {h} from './h.js';

const DAY_MILLIS = 24 * 60 * 60 * 1000;

/** A time of day. */
export const timeElement = (at, text = timeOf(at)) => h('time', {datetime: at, title: at}, text);

/** A time of day; with the date if it is not of the last 24 hours. */
export const momentElement = (at, now) => timeElement(at, now - Date.parse(at) > DAY_MILLIS ? dateOf(at) : timeOf(at));

export const agoElement = (at, now) => timeElement(at, ago(at, now));

/** The end of a wait and how far it is away, for example “until 14:05:10, in 3 min 20 s”. */
export function untilElement(at, now) {
  const left = Date.parse(at) - now;
  const end = left > DAY_MILLIS ? dateOf(at) : timeOf(at);
  return timeElement(at, left > 0 ? `until ${end}, in ${duration(new Date(now).toISOString(), at)}` : `until ${end}`);
}
