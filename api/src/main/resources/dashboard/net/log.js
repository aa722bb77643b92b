// Loads pages of the event log: the newest, earlier ones, those of a search, and those around one event.

export const PAGE = 500;
const MARKS = 1000;
const RETRY_MILLIS = 3000;

/**
 * Loads what the log wants, whenever it wants something.
 *
 * @param path of the events
 * @param log (state of the page) → the log, or null if another is shown
 * @param browser setTimeout, clearTimeout
 * @return close
 */
export function keepLog(path, log, store, api, browser) {
  let asked = null;
  let timer = null;
  let isClosed = false;

  async function ask(wanted, filter) {
    try {
      const page = await api.events(path, query(wanted, filter));
      if (isClosed) return;
      const goesOn = !page.events.length && page.more;
      store.dispatch({type: goesOn ? 'searchContinued' : 'pageLoaded', wanted, page});
    } catch (refused) {
      if (isClosed) return;
      store.dispatch({type: 'pageFailed', wanted, text: refused.message});
      timer = browser.setTimeout(() => ask(wanted, filter), RETRY_MILLIS);
    }
  }

  function onChange() {
    const {wanted, filter} = log(store.get()) ?? {};
    if (!wanted || wanted === asked) return;
    asked = wanted;
    browser.clearTimeout(timer);
    ask(wanted, filter);
  }

  const unsubscribe = store.subscribe(onChange);
  onChange();
  return () => {
    isClosed = true;
    unsubscribe();
    browser.clearTimeout(timer);
  };
}

/** Only the first page of a search counts all that match. */
function query({page, before}, {run, type, search}) {
  const wanted = {before, limit: PAGE, count: page === 'latest' && before === 'latest' ? 'true' : ''};
  if (page === 'around') return {...wanted, count: ''};
  return {...wanted, run, type: type === '!' ? 'important' : type, search: search.trim()};
}

/** What is shown apart from the log: all recoveries and violations, starts of runs and waits for the end of a usage limit. */
const APART = [{type: 'recovery,violation'}, {type: 'status', search: ' starts: '}, {type: 'status', search: ' waits until '}];

/** Resolves to events. */
export const loadMarks = async (path, api) => (await Promise.all(APART.map((query) => loadAll(path, api, query)))).flat();

async function loadAll(path, api, query) {
  const events = [];
  let after = 0;
  for (;;) {
    const page = await api.events(path, {after, limit: MARKS, ...query});
    events.push(...page.events);
    if (!page.more) return events;
    after = page.next;
  }
}
