// Scrolls to the newest row of the log while the log follows.

import {shownLog} from '../state/page.js';

const NEAR_END_PIXELS = 24;

export function keepRowsAtEnd(store) {
  const main = document.getElementById('main');
  const observer = new ResizeObserver(toEnd);
  let rows = null;
  let log = null;

  function toEnd() {
    if (rows && shownLog(store.get())?.follow) rows.scrollTop = rows.scrollHeight;
  }

  store.subscribe(() => {
    const newest = shownLog(store.get());
    if (newest === log) return;
    log = newest;
    observeRows();
    toEnd();
  });

  function observeRows() {
    const found = main.querySelector('.rows');
    if (found === rows) return;
    observer.disconnect();
    rows = found;
    if (rows) observer.observe(rows);
  }
}

export const isAtEnd = (rows) => rows.scrollHeight - rows.scrollTop - rows.clientHeight < NEAR_END_PIXELS;
