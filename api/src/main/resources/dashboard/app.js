// Puts the page together. `net` talks to the server, `state` holds what is known, `views` describe it, `ui` draws it.
import {createApi} from './net/api.js';
import {createCommands} from './net/commands.js';
import {createAskCode} from './net/code.js';
import {followSession} from './net/following.js';
import {keepListing} from './net/listing.js';
import {followProject, keepProjects} from './net/watching.js';
import {emptyPage, reduce} from './state/page.js';
import {createStore} from './state/store.js';
import {keepDialogs} from './ui/dialogs.js';
import {createAct} from './ui/intents.js';
import {listenToKeys} from './ui/keys.js';
import {followLocation, navigate, openFirst} from './ui/navigation.js';
import {keepPage} from './ui/page.js';
import {keepRowsAtEnd} from './ui/rows.js';

const TICK_MILLIS = 1000;

const browser = {
  setTimeout: (call, millis) => setTimeout(call, millis),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
  isHidden: () => document.hidden,
  onShown: (listener) => {
    const onChange = () => document.hidden || listener();
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  },
  open: (url) => new EventSource(url),
};

const store = createStore(reduce, emptyPage(browser.now()));
const api = createApi((url, options) => fetch(url, options), createAskCode(store));
const goTo = (url) => navigate(url, show);
let following = null;
let shown = null;
const act = createAct(store, createCommands(store, api, () => following?.refresh(), goTo));

/** @param place see placeIn */
function show(place) {
  const url = JSON.stringify(place);
  if (url === shown) return;
  shown = url;
  following?.close();
  store.dispatch({type: 'navigated', ...place});
  following = followPlace(place);
}

function followPlace({name, watch}) {
  if (name) return followSession(name, store, api, browser);
  return watch?.project ? followProject(watch, store, api, browser) : null;
}

keepPage(store, act);
keepDialogs(store, act);
keepRowsAtEnd(store);
listenToKeys(store, act, goTo);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // The hash names what is shown.
  document.getElementById('main').focus();
});
document.getElementById('new').addEventListener('click', (event) => act({do: 'askToStart'}, event));
document.getElementById('log-out').addEventListener('click', (event) => act({do: 'logOut'}, event));
followLocation(show);
openFirst(store);
keepListing(store, api, browser);
keepProjects(store, api, browser);
setInterval(() => store.dispatch({type: 'ticked', now: browser.now()}), TICK_MILLIS);
