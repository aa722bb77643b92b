// Collects events into batches, so that a tab is not redrawn for each event of a flood.

const FEW_MILLIS = 16;
const FLOOD_MILLIS = 250;
const FLOOD_EVENTS = 100;

/**
 * @param deliver called with an array of events: soon if there are few, less often in a flood
 * @return {add, flush, close}
 */
export function createBatches(deliver, timers) {
  let pending = [];
  let timer = null;
  let isFlooded = false;

  function flush() {
    timers.clearTimeout(timer);
    timer = null;
    const events = pending;
    pending = [];
    isFlooded = events.length > FLOOD_EVENTS;
    if (events.length) deliver(events);
  }

  return {
    add(event) {
      pending.push(event);
      timer ??= timers.setTimeout(flush, isFlooded ? FLOOD_MILLIS : FEW_MILLIS);
    },
    flush,
    close() {
      timers.clearTimeout(timer);
      pending = [];
    },
  };
}
