// The part of the page that all tabs of a browser share, in a shared worker: event streams and answers to polls. A browser
// allows six connections to a server for all its tabs together, so each tab cannot have its own.
import {createAnswers} from './answers.js';
import {createFeeds} from './feeds.js';

/** A tab that is closed says so; one that crashed is only silent. */
const SILENT_MILLIS = 90_000;

/**
 * @param open (url) → an EventSource
 * @param fetch as in the browser
 * @param timers setTimeout, clearTimeout, now
 * @return {connect(port)}
 */
export function createHub({open, fetch, timers}) {
  const answers = createAnswers(fetch, timers.now);
  const feeds = createFeeds({open, page, timers});

  async function page(path, after) {
    const response = await fetch(`${path}?format=json&limit=1000&after=${encodeURIComponent(after)}`);
    if (!response.ok) throw new Error(`The API answered ${response.status}.`);
    return response.json();
  }

  return {connect: (port) => serve(port, feeds, answers, timers)};
}

function serve(port, feeds, answers, timers) {
  const followed = new Map();
  let silence = null;

  const DO = {
    /** A tab repeats this as long as it follows, so it may be known already. */
    follow({id, path, after}) {
      timers.clearTimeout(silence);
      silence = timers.setTimeout(leaveAll, SILENT_MILLIS);
      if (followed.has(id)) return;
      followed.set(id, null);
      const leave = feeds.follow(path, after, {
        onEvents: (events) => port.postMessage({id, events}),
        onConnected: (connected) => port.postMessage({id, connected}),
        onEnd: () => port.postMessage({id, end: true}),
      });
      followed.set(id, leave);
    },
    unfollow({id}) {
      followed.get(id)?.();
      followed.delete(id);
    },
    get: async ({id, path, maxAgeMillis}) => port.postMessage({id, answer: await answers.get(path, maxAgeMillis)}),
    forget: () => answers.forget(),
    leave: leaveAll,
  };

  function leaveAll() {
    timers.clearTimeout(silence);
    for (const leave of followed.values()) leave?.();
    followed.clear();
  }

  port.onmessage = ({data}) => DO[data.do]?.(data);
}
