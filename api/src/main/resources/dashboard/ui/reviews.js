// Keeps the comments that are not sent, and what the user has seen of the changes of each session, until the page is opened again.

const PREFIX = 'orchestrator.review ';
const KEPT_MAX = 50;

/** @param storage as the browser's localStorage; tabs that show different sessions do not disturb each other */
export function keepReviews(store, storage) {
  store.dispatch({type: 'reviewsRead', reviews: readAll(storage)});
  let known = store.get().reviews;
  store.subscribe(() => {
    const {reviews} = store.get();
    if (reviews === known) return;
    for (const [name, review] of Object.entries(reviews)) if (review !== known[name]) save(storage, name, review);
    known = reviews;
  });
}

function save(storage, name, {opened, place, ...kept}) {
  try {
    storage.setItem(PREFIX + name, JSON.stringify({at: Date.now(), review: {...kept, opened: {}, place: null}}));
  } catch {
    // The storage is full: it lives as long as the page.
  }
}

/** The newest ones; others are forgotten. */
function readAll(storage) {
  const keys = Object.keys(storage).filter((key) => key.startsWith(PREFIX));
  const all = keys.map((key) => ({key, ...read(storage, key)})).sort((one, other) => other.at - one.at);
  for (const {key} of all.slice(KEPT_MAX)) storage.removeItem(key);
  return Object.fromEntries(all.slice(0, KEPT_MAX).filter(({review}) => review).map(({key, review}) => [key.slice(PREFIX.length), review]));
}

function read(storage, key) {
  try {
    const {at = 0, review = null} = JSON.parse(storage.getItem(key));
    return {at, review};
  } catch {
    return {at: 0, review: null};
  }
}
