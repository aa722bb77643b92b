// Follows the shown session: receives its events, and asks for its state every few seconds and after events that may
// have changed it.
import {isContinued} from '../state/sessions.js';
import {apiPath} from '../state/urls.js';
import {createBatches} from './batches.js';
import {followEvents} from './stream.js';

const EVERY_MILLIS = 3000;
const SOON_MILLIS = 150;
const LOST = 'Connection to the event stream lost; reconnecting …';

/**
 * @param browser open(url) → an EventSource, isHidden(), setTimeout, clearTimeout
 * @return {refresh, close}
 */
export function followSession(name, store, api, browser) {
  let isClosed = false;
  let isSoon = false;
  let timer = null;
  let batches = null;
  let closeStream = null;
  let listed = store.get().sessions;
  const current = () => store.get().current;
  const outage = (part, text) => store.dispatch({type: 'outage', part, text});

  function openStream() {
    batches = createBatches((events) => store.dispatch({type: 'events', events}), browser.isHidden, browser);
    closeStream = followEvents(apiPath(name, 'events'), {
      onEvent(event) {
        batches.add(event);
        if (changesState(event)) refreshIn(SOON_MILLIS);
      },
      onConnected: (isConnected) => outage('stream', isConnected ? '' : LOST),
      onEnd() {
        store.dispatch({type: 'streamEnded'});
        refreshIn(0);
      },
    }, browser.open, browser);
  }

  function stopStream() {
    batches.close();
    closeStream();
  }

  function refreshIn(millis) {
    if (isClosed || (isSoon && millis > 0)) return;
    browser.clearTimeout(timer);
    isSoon = millis < EVERY_MILLIS;
    timer = browser.setTimeout(refresh, millis);
  }

  async function refresh() {
    isSoon = false;
    try {
      const session = await api.state(name);
      if (!isClosed) onSnapshot(session);
    } catch (refused) {
      if (!isClosed) onRefused(refused);
    }
    if (isClosed) return;
    const {session} = current();
    if (!session || session.open || store.get().outages.state) refreshIn(EVERY_MILLIS);
  }

  function onSnapshot(session) {
    const {generation} = current();
    store.dispatch({type: 'snapshot', session});
    outage('state', '');
    if (current().generation === generation) return;
    stopStream();
    openStream();
  }

  function onRefused(refused) {
    if (refused.status !== 404 || current().session) return outage('state', refused.message);
    close();
    store.dispatch({type: 'missing', text: refused.message});
    outage('stream', '');
  }

  const unsubscribe = store.subscribe(() => {
    const {sessions} = store.get();
    if (sessions === listed) return;
    listed = sessions;
    const {session} = current();
    if (session && isContinued(session, sessions)) refreshIn(0);
  });

  function close() {
    isClosed = true;
    unsubscribe();
    stopStream();
    browser.clearTimeout(timer);
  }

  openStream();
  refresh();
  return {refresh: () => refreshIn(0), close};
}

const changesState = (event) => event.source === 'orchestrator' || ['result', 'milestone', 'error', 'violation'].includes(event.type);
