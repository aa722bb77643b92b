// Tells the user what needs them while they look elsewhere: in the tab's icon and, if they want it, as desktop notifications.
import {attention, newsOf} from '../state/attention.js';
import {pageUrl} from '../state/urls.js';
import {nameOf} from '../state/session.js';

const SEEN = 'orchestrator.seen';
const WANTED = 'orchestrator.notify';
const ICON_MAX = 9;
const WORDS = {permission: 'asks for permission', question: 'has a question', budget: 'has used up its budget', approval: 'waits for approval',
  repair: 'has a repair to decide', failed: 'has failed', violations: 'has violations', merge: 'can be merged'};

/** @param goTo shows the place of this URL */
export function keepAttention(store, goTo) {
  const icon = document.querySelector('link[rel="icon"]');
  const plain = icon.getAttribute('href');
  let known = null;
  let count = 0;

  store.dispatch({type: 'seen', ids: read(SEEN)});
  store.dispatch({type: 'notifying', isWanted: localStorage.getItem(WANTED) === 'yes', state: permission()});

  store.subscribe(() => {
    const page = store.get();
    const entries = attention(page);
    markSeen(page, entries);
    if (entries.length !== count) {
      count = entries.length;
      icon.setAttribute('href', count ? plain.replace('.svg', `-${Math.min(count, ICON_MAX)}.svg`) : plain);
    }
    if (!page.health) return; // nothing is known yet
    const fresh = entries.filter(({id}) => known && !known.has(id));
    known = new Set(entries.map(({id}) => id));
    if (page.notifying.isWanted && (document.hidden || !document.hasFocus())) fresh.forEach(notify);
  });

  function markSeen({current, seen}, entries) {
    if (document.hidden || !current?.session) return;
    const ids = newsOf(entries, pageUrl(nameOf(current.session))).filter((id) => !seen.includes(id));
    if (ids.length) see(store, ids);
  }

  /** Several tabs show the same notification once, because it has the same tag. */
  function notify({id, kind, title, text, url}) {
    if (permission() !== 'granted') return;
    const notification = new Notification(`${title} ${WORDS[kind]}`, {body: text, tag: id, icon: plain});
    notification.onclick = () => {
      window.focus();
      goTo(url);
      notification.close();
    };
  }
}

/** Takes entries off the list of what needs the user, for all tabs that are opened later. */
export function see(store, ids) {
  store.dispatch({type: 'seen', ids});
  localStorage.setItem(SEEN, JSON.stringify(store.get().seen));
}

/** Asks the browser's permission, or ends notifications. */
export async function toggleNotifications(store) {
  const isWanted = !store.get().notifying.isWanted && await Notification.requestPermission() === 'granted';
  localStorage.setItem(WANTED, isWanted ? 'yes' : 'no');
  store.dispatch({type: 'notifying', isWanted, state: permission()});
}

const permission = () => globalThis.Notification?.permission ?? 'missing';

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]');
  } catch {
    return [];
  }
}
