// Polls the list of sessions and the health of the system.

const EVERY_MILLIS = 4000;
const LOGGED_OUT = 'This browser is no longer logged in. Open the link that `orchestrate up` prints.';

export async function keepListing(store, api, timers) {
  try {
    const [{sessions}, health] = await Promise.all([api.sessions(), api.health()]);
    store.dispatch({type: 'listed', sessions, health, now: timers.now()});
    store.dispatch({type: 'outage', part: 'list', text: ''});
  } catch (refused) {
    store.dispatch({type: 'outage', part: 'list', text: refused.status === 401 ? LOGGED_OUT : refused.message});
  }
  timers.setTimeout(() => keepListing(store, api, timers), EVERY_MILLIS);
}
