// The one store: the only place whose content changes. Everything on the page is derived from it.

/** @param reduce (state, action) → the next state; it never changes the one that it is given */
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
    /** The listener is called after each change. Returns a function that ends that. */
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
