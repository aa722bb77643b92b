// The events of the shown session or task: pages of its log, and new events as they happen. A hidden page gets none, and
// continues after the last one when it is shown.
import {keepLog, loadMarks} from './log.js';

const RETRY_MILLIS = 2000;
const LOST = 'Connection to the event stream lost; reconnecting …';

/**
 * @param path of the events
 * @param log (state of the page) → the log, or null if another is shown
 * @param browser follow(path, after, handlers) as of link.js, isHidden(), onVisibility(listener), setTimeout, clearTimeout
 * @param on onEvents(events), onEnd()
 * @return close
 */
export function followLog(path, log, store, api, browser, on) {
  const outage = (text) => store.dispatch({type: 'outage', part: 'stream', text});
  let lastId = null;
  let closeStream = null;
  let timer = null;
  let isClosed = false;

  /** What came before goes to the parts of the page that must not miss any; then new events follow. */
  async function begin() {
    try {
      const {next} = await api.events(path, {before: 'latest', limit: 1});
      const marks = await loadMarks(path, api);
      if (isClosed) return;
      store.dispatch({type: 'marksLoaded', events: marks.filter(({id}) => id <= next)});
      lastId = next ?? 0;
      open();
    } catch {
      if (!isClosed) timer = browser.setTimeout(begin, RETRY_MILLIS);
    }
  }

  function open() {
    if (closeStream || lastId === null || browser.isHidden()) return;
    closeStream = browser.follow(path, lastId, {
      onEvents(events) {
        lastId = events.at(-1).id;
        store.dispatch({type: 'events', events});
        on.onEvents(events);
      },
      onConnected: (isConnected) => outage(isConnected ? '' : LOST),
      onEnd() {
        store.dispatch({type: 'streamEnded'});
        on.onEnd();
      },
    });
  }

  function stop() {
    closeStream?.();
    closeStream = null;
    outage('');
  }

  const closePages = keepLog(path, log, store, api, browser);
  const unsubscribe = browser.onVisibility(() => (browser.isHidden() ? stop() : open()));
  begin();
  return () => {
    isClosed = true;
    closePages();
    unsubscribe();
    stop();
    browser.clearTimeout(timer);
  };
}
