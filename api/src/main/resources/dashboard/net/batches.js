// Collects events into batches, so that the page is not redrawn for each event of a flood.

const FEW_MILLIS = 16;
const FLOOD_MILLIS = 250;
const FLOOD_EVENTS = 100;

/**
 * @param deliver called with an array of events: soon if there are few, less often in a flood or if the page is hidden
 * @return {add, close}
 */
export function createBatches(deliver, isHidden, timers) {
  let pending = [];
  let timer = null;
  let isFlooded = false;

  function flush() {
    timer = null;
    const events = pending;
    pending = [];
    isFlooded = events.length > FLOOD_EVENTS;
    deliver(events);
  }

  return {
    add(event) {
      pending.push(event);
      timer ??= timers.setTimeout(flush, isFlooded || isHidden() ? FLOOD_MILLIS : FEW_MILLIS);
    },
    close() {
      timers.clearTimeout(timer);
      pending = [];
    },
  };
}
