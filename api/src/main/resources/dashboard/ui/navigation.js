// The URL says which session is shown.
import {nameOf} from '../state/session.js';
import {inOrder} from '../state/sessions.js';
import {nameIn, pageUrl} from '../state/urls.js';

const WIDE = '(min-width: 50rem)';

export const goTo = (name) => {
  location.hash = pageUrl(name);
};

/** @param show called with the name of the session, or with an empty text, at once and whenever it changes */
export function followLocation(show) {
  const onChange = () => show(nameIn(location.hash));
  addEventListener('hashchange', onChange);
  onChange();
}

/** A user who names no session sees the first one, if the screen has room for it beside the list. */
export function openFirst(store) {
  const unsubscribe = store.subscribe(() => {
    const [first] = inOrder(store.get().sessions);
    if (!first) return;
    unsubscribe();
    if (!location.hash && matchMedia(WIDE).matches) location.replace(pageUrl(nameOf(first)));
  });
}
