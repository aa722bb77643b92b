// The store: the only place with mutable state. Everything on the page is derived from it.

/** @param reduce (state, action) → the next state, as a new object */
export function createStore(reduce, initial) {
  let state = initial;
  const listeners = new Set();
  return {
    get: () => state,
    dispatch(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    /** Calls the listener after each change. Returns a function that unsubscribes it. */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
