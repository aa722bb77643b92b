// One tab that follows an event stream: it gets each event once, in order.

/**
 * @param after id of its last known event
 * @param handlers onEvents(events), onConnected(boolean), onEnd()
 */
export function createFollower(after, handlers) {
  return {
    handlers,
    lastId: after,
    isClosed: false,
    waiting: null,          // events that arrived while it catches up
    hasEnded: false,
    take(events) {
      if (this.waiting) this.waiting.push(...events);
      else this.pass(events);
    },
    pass(events) {
      const fresh = events.filter((event) => event.id > this.lastId);
      if (!fresh.length) return;
      this.lastId = fresh.at(-1).id;
      handlers.onEvents(fresh);
    },
    caughtUp() {
      const {waiting} = this;
      this.waiting = null;
      this.pass(waiting);
      if (this.hasEnded) handlers.onEnd();
    },
    end() {
      this.hasEnded = true;
      if (!this.waiting) handlers.onEnd();
    },
  };
}
