// Polls the list of sessions and the health of the system. While the page is hidden it does so seldom, for the tab's title.
import {isFiltered} from '../state/sessions.js';
import {poll} from './polling.js';

const EVERY_MILLIS = 4000;
const HIDDEN_MILLIS = 20_000;
const LOGGED_OUT = 'This browser is no longer logged in. Open the link that `orchestrate up` prints.';

/** @return {now, close} */
export function keepListing(store, api, browser) {
  let limit = store.get().listLimit;
  let filter = store.get().listFilter;

  async function list() {
    ({listLimit: limit, listFilter: filter} = store.get());
    try {
      const [{sessions, older}, health] = await Promise.all([api.sessions(limit), api.health()]);
      store.dispatch({type: 'listed', sessions, older, health, now: browser.now()});
      if (isFiltered(filter)) await search();
      store.dispatch({type: 'outage', part: 'list', text: ''});
    } catch (refused) {
      store.dispatch({type: 'outage', part: 'list', text: refused.status === 401 ? LOGGED_OUT : refused.message});
    }
  }

  /** All sessions that match, not only those that are listed. What needs the user is never filtered. */
  async function search() {
    const wanted = filter;
    const {sessions, older} = await api.sessions(limit, wanted);
    store.dispatch({type: 'found', filter: wanted, sessions, older});
  }

  const polling = poll(list, () => EVERY_MILLIS, browser, HIDDEN_MILLIS);
  // More or other sessions are wanted at once, not at the next poll.
  const unsubscribe = store.subscribe(() => {
    if (store.get().listLimit === limit && store.get().listFilter === filter) return;
    ({listLimit: limit, listFilter: filter} = store.get());
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
