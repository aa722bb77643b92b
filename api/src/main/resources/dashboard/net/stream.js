// Receives the events of one session or task as they happen. After a lost connection the browser reconnects by itself with the
// last id. If the server refuses (it restarts, or has too many clients), the browser gives up and we reconnect.

const NAMES = ['agent_event', 'session_event', 'recovery_event', 'decision_event', 'review_event'];
const RECONNECT_MILLIS = 2000;
const CLOSED = 2;

/**
 * @param path of the events
 * @param after id of the last known event
 * @param open (url) → an EventSource
 * @param handlers onEvent(event), onConnected(boolean), onEnd()
 * @param timers setTimeout, clearTimeout
 * @return a function that closes the stream
 */
export function followEvents(path, after, handlers, open, timers) {
  let lastId = after;
  let source = null;
  let timer = null;
  let isClosed = false;

  function connect() {
    source = open(`${path}?after=${lastId}`);
    source.onopen = () => handlers.onConnected(true);
    source.onerror = onError;
    for (const type of NAMES) source.addEventListener(type, onMessage);
    source.addEventListener('end', () => {
      close();
      handlers.onEnd();
    });
  }

  /** Ignores events that arrive again after a reconnection. */
  function onMessage({data}) {
    const event = JSON.parse(data);
    if (isClosed || event.id <= lastId) return;
    lastId = event.id;
    handlers.onEvent(event);
  }

  function onError() {
    if (isClosed) return;
    handlers.onConnected(false);
    if (source.readyState !== CLOSED) return;
    timers.clearTimeout(timer);
    timer = timers.setTimeout(connect, RECONNECT_MILLIS);
  }

  function close() {
    isClosed = true;
    timers.clearTimeout(timer);
    source.close();
  }

  connect();
  return close;
}
