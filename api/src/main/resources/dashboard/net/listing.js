// Polls the list of sessions and the health of the system. While the page is hidden it does so seldom, for the tab's title.
import {poll} from './polling.js';

const EVERY_MILLIS = 4000;
const HIDDEN_MILLIS = 20_000;
const LOGGED_OUT = 'This browser is no longer logged in. Open the link that `orchestrate up` prints.';

/** @return {now, close} */
export function keepListing(store, api, browser) {
  let limit = store.get().listLimit;

  async function list() {
    limit = store.get().listLimit;
    try {
      const [{sessions, older}, health] = await Promise.all([api.sessions(limit), api.health()]);
      store.dispatch({type: 'listed', sessions, older, health, now: browser.now()});
      store.dispatch({type: 'outage', part: 'list', text: ''});
    } catch (refused) {
      store.dispatch({type: 'outage', part: 'list', text: refused.status === 401 ? LOGGED_OUT : refused.message});
    }
  }

  const polling = poll(list, () => EVERY_MILLIS, browser, HIDDEN_MILLIS);
  // More sessions are wanted at once, not at the next poll.
  const unsubscribe = store.subscribe(() => {
    if (store.get().listLimit === limit) return;
    limit = store.get().listLimit;
    polling.now();
  });
  return {
    now: polling.now,
    close() {
      unsubscribe();
      polling.close();
    },
  };
}
