// Event streams that several tabs share: one connection for each path, however many tabs follow it.
import {createBatches} from './batches.js';
import {createFollower} from './follower.js';
import {followEvents} from './stream.js';

/** A browser allows six connections to a server, for all tabs together. The others are left for requests. */
export const STREAMS_MAX = 3;
const POLL_MILLIS = 1000;
const RETRY_MILLIS = 2000;

/**
 * @param open (url) → an EventSource
 * @param page (path, after) → a promise of {events, next, more}: the events after this cursor
 * @param timers setTimeout, clearTimeout
 * @return {follow(path, after, handlers)}, see follow
 */
export function createFeeds({open, page, timers}) {
  const feeds = new Map();

  /**
   * @param after id of the last known event
   * @param handlers onEvents(events), onConnected(boolean), onEnd()
   * @return a function that ends following
   */
  function follow(path, after, handlers) {
    const feed = feeds.get(path) ?? begin(path, after);
    const follower = createFollower(after, handlers);
    feed.followers.add(follower);
    if (feed.isConnected !== null) handlers.onConnected(feed.isConnected);
    // The connection brings only what is newer than the first follower's last event.
    if (feed.followers.size > 1) catchUp(feed, follower);
    return () => leave(feed, follower);
  }

  function begin(path, after) {
    const feed = {path, lastId: after, followers: new Set(), isConnected: null, isPolled: false, close: null};
    feeds.set(path, feed);
    connect(feed);
    return feed;
  }

  /** A feed for which no connection is left asks for pages. */
  function connect(feed) {
    const streams = [...feeds.values()].filter((other) => other !== feed && !other.isPolled);
    feed.isPolled = streams.length >= STREAMS_MAX;
    feed.close = feed.isPolled ? pollPages(feed) : openStream(feed);
  }

  function openStream(feed) {
    const batches = createBatches((events) => deliver(feed, events), timers);
    const close = followEvents(feed.path, feed.lastId, {
      onEvent: batches.add,
      onConnected: (isConnected) => connected(feed, isConnected),
      onEnd() {
        batches.flush();
        feeds.delete(feed.path);
        for (const follower of feed.followers) follower.end();
        promote();
      },
    }, open, timers);
    return () => {
      batches.close();
      close();
    };
  }

  function pollPages(feed) {
    let timer = null;
    let isClosed = false;
    async function next() {
      const isMore = await page(feed.path, feed.lastId).then(({events, more}) => {
        if (isClosed) return false;
        connected(feed, true);
        deliver(feed, events);
        return more;
      }, () => isClosed || connected(feed, false));
      if (!isClosed) timer = timers.setTimeout(next, isMore === true ? 0 : POLL_MILLIS);
    }
    next();
    return () => {
      isClosed = true;
      timers.clearTimeout(timer);
    };
  }

  function connected(feed, isConnected) {
    if (feed.isConnected === isConnected) return;
    feed.isConnected = isConnected;
    for (const follower of feed.followers) follower.handlers.onConnected(isConnected);
  }

  function deliver(feed, events) {
    if (!events.length) return;
    feed.lastId = events.at(-1).id;
    for (const follower of feed.followers) follower.take(events);
  }

  /** Reads what the follower has missed; what arrives meanwhile waits for it. */
  async function catchUp(feed, follower) {
    follower.waiting = [];
    let after = follower.lastId;
    while (!follower.isClosed) {
      const answer = await page(feed.path, after).catch(() => null);
      if (follower.isClosed) return;
      if (!answer) {
        await new Promise((resolve) => timers.setTimeout(resolve, RETRY_MILLIS));
        continue;
      }
      follower.pass(answer.events);
      after = answer.next ?? after;
      if (!answer.more) return follower.caughtUp();
    }
  }

  function leave(feed, follower) {
    follower.isClosed = true;
    feed.followers.delete(follower);
    if (feed.followers.size || feeds.get(feed.path) !== feed) return;
    feeds.delete(feed.path);
    feed.close();
    promote();
  }

  /** A connection has become free. */
  function promote() {
    const polled = [...feeds.values()].find((feed) => feed.isPolled);
    if (!polled) return;
    polled.close();
    connect(polled);
  }

  return {follow};
}
