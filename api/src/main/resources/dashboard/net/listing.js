// Polls the list of sessions and the health of the system.

const EVERY_MILLIS = 4000;
const LOGGED_OUT = 'This browser is no longer logged in. Open the link that `orchestrate up` prints.';

export async function keepListing(store, api, timers) {
  let limit = store.get().listLimit;
  let timer = null;

  async function poll() {
    limit = store.get().listLimit;
    timer = null;
    await list(store, api, timers);
    if (store.get().listLimit !== limit) return poll();
    timer = timers.setTimeout(poll, EVERY_MILLIS);
  }

  // More sessions are wanted at once, not at the next poll. While one is under way, it sees to that itself.
  store.subscribe(() => {
    if (store.get().listLimit === limit || timer === null) return;
    timers.clearTimeout(timer);
    timer = null;
    poll();
  });
  await poll();
}

async function list(store, api, timers) {
  try {
    const [{sessions, older}, health] = await Promise.all([api.sessions(store.get().listLimit), api.health()]);
    store.dispatch({type: 'listed', sessions, older, health, now: timers.now()});
    store.dispatch({type: 'outage', part: 'list', text: ''});
  } catch (refused) {
    store.dispatch({type: 'outage', part: 'list', text: refused.status === 401 ? LOGGED_OUT : refused.message});
  }
}
