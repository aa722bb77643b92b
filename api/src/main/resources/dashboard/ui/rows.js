// Scrolls the log: to its newest row while it follows, to the row that a link names, and not at all when earlier rows come.

import {shownLog} from '../state/page.js';

const NEAR_END_PIXELS = 24;

export function keepRowsAtEnd(store) {
  const main = document.getElementById('main');
  const observer = new ResizeObserver(toEnd);
  let rows = null;
  let log = null;
  let height = 0;

  function toEnd() {
    if (rows && shownLog(store.get())?.follow) rows.scrollTop = rows.scrollHeight;
  }

  store.subscribe(() => {
    const newest = shownLog(store.get());
    if (newest === log) return;
    const before = log;
    log = newest;
    observeRows();
    toEnd();
    if (rows && log) stay(before);
    const isAsked = log?.transcript && log.transcript !== before?.transcript;
    if (isAsked) main.querySelector('.log')?.scrollIntoView();
  });

  function stay(before) {
    if (log.isPast && !before?.isPast) return rows.querySelector('.marked')?.scrollIntoView({block: 'center'});
    const [first, firstBefore] = [log.rows[0]?.event.id, before?.rows[0]?.event.id];
    if (height && first < firstBefore && !log.follow) rows.scrollTop += rows.scrollHeight - height;
    height = rows.scrollHeight;
  }

  function observeRows() {
    const found = main.querySelector('.rows');
    if (found === rows) return;
    observer.disconnect();
    rows = found;
    if (rows) observer.observe(rows);
  }
}

export const isAtEnd = (rows) => rows.scrollHeight - rows.scrollTop - rows.clientHeight < NEAR_END_PIXELS;
