// The URL's hash names the shown session.
import {nameOf} from '../state/session.js';
import {inOrder} from '../state/sessions.js';
import {nameIn, pageUrl} from '../state/urls.js';

const WIDE = '(min-width: 50rem)';

/** Shows a session at once: the browser reports the changed hash only later. */
export function navigate(name, show) {
  location.hash = pageUrl(name);
  show(nameIn(location.hash));
}

/** @param show called now and after each change, with the session's name or an empty text */
export function followLocation(show) {
  const onChange = () => show(nameIn(location.hash));
  addEventListener('hashchange', onChange);
  onChange();
}

/** Opens the first session if the URL names none and the screen has room for it beside the list. */
export function openFirst(store) {
  const unsubscribe = store.subscribe(() => {
    const [first] = inOrder(store.get().sessions);
    if (!first) return;
    unsubscribe();
    if (!location.hash && matchMedia(WIDE).matches) location.replace(pageUrl(nameOf(first)));
  });
}
