// Scrolls to the newest row of the log while the log follows.

const NEAR_END_PIXELS = 24;

export function keepRowsAtEnd(store) {
  const main = document.getElementById('main');
  const observer = new ResizeObserver(toEnd);
  let rows = null;
  let log = null;

  function toEnd() {
    if (rows && store.get().current?.log.follow) rows.scrollTop = rows.scrollHeight;
  }

  store.subscribe(() => {
    const newest = store.get().current?.log;
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
