// Follows the shown session: receives its events, and asks for its state every few seconds and after events that may
// have changed it. While the page is hidden it does neither.
import {isContinued} from '../state/sessions.js';
import {apiPath} from '../state/urls.js';
import {followLog} from './live.js';

const EVERY_MILLIS = 3000;
const SOON_MILLIS = 150;

/** How old a state may be: a poll takes what another tab was told, but not what was told before an event. */
const POLLED_MILLIS = 2500;
const FRESH_MILLIS = 100;

/**
 * @param browser follow(path, after, handlers) as of link.js, isHidden(), onVisibility(listener), setTimeout, clearTimeout
 * @return {refresh, close}
 */
export function followSession(name, store, api, browser) {
  let isClosed = false;
  let isSoon = false;
  let timer = null;
  let closeLog = null;
  let listed = store.get().sessions;
  const current = () => store.get().current;
  const outage = (part, text) => store.dispatch({type: 'outage', part, text});

  function openLog() {
    closeLog?.();
    closeLog = followLog(apiPath(name, 'events'), ({current}) => current?.log, store, api, browser, {
      onEvents: (events) => events.some(changesState) && refreshIn(SOON_MILLIS),
      onEnd: () => refreshIn(0),
    });
  }

  function refreshIn(millis) {
    if (isClosed || (isSoon && millis > 0)) return;
    browser.clearTimeout(timer);
    isSoon = millis < EVERY_MILLIS;
    timer = browser.setTimeout(refresh, millis);
  }

  async function refresh() {
    const maxAge = isSoon ? FRESH_MILLIS : POLLED_MILLIS;
    isSoon = false;
    try {
      const session = await api.state(name, maxAge);
      if (!isClosed) onSnapshot(session);
    } catch (refused) {
      if (!isClosed) onRefused(refused);
    }
    if (isClosed || browser.isHidden()) return;
    const {session} = current();
    if (!session || session.open || store.get().outages.state) refreshIn(EVERY_MILLIS);
  }

  function onSnapshot(session) {
    const {generation} = current();
    store.dispatch({type: 'snapshot', session});
    outage('state', '');
    if (current().generation !== generation) openLog();
  }

  function onRefused(refused) {
    if (refused.status !== 404 || current().session) return outage('state', refused.message);
    close();
    store.dispatch({type: 'missing', text: refused.message});
  }

  const unsubscribe = store.subscribe(() => {
    const {sessions} = store.get();
    if (sessions === listed) return;
    listed = sessions;
    const {session} = current();
    if (session && isContinued(session, sessions)) refreshIn(0);
  });

  const stopWatching = browser.onVisibility(() => {
    browser.clearTimeout(timer);
    if (!browser.isHidden()) refresh();
  });

  function close() {
    isClosed = true;
    unsubscribe();
    stopWatching();
    closeLog();
    browser.clearTimeout(timer);
  }

  openLog();
  refresh();
  return {refresh: () => refreshIn(0), close};
}

const changesState = (event) => event.source === 'orchestrator' || ['result', 'milestone', 'error', 'violation'].includes(event.type);
