// What the log says about itself.
import {isAll} from './matching.js';

/** The text shown if there are no rows. */
export function hint(log) {
  if (log.rows.length) return '';
  if (log.error) return log.error;
  if (!log.isLoaded && !isAll(log.filter)) return 'Searching …';
  if (!isAll(log.filter)) return 'No event matches.';
  return log.hasEnded ? 'This session has no events.' : 'Waiting for events …';
}

/** For example “5 of 12,000 events”. */
export function countText({total, matches: found, filter}) {
  const number = ({count, atLeast}) => `${atLeast ? 'at least ' : ''}${count.toLocaleString('en')}`;
  const all = `${number(total)} ${total.count === 1 ? 'event' : 'events'}`;
  if (isAll(filter)) return total.count ? all : '';
  return total.count > found.count ? `${number(found)} of ${all}` : `${number(found)} matching`;
}
