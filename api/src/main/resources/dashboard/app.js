// Puts the page together. `net` talks to the server, `state` holds what is known, `views` describe it, `ui` draws it.
import {createApi} from './net/api.js';
import {createCommands} from './net/commands.js';
import {createAskCode} from './net/code.js';
import {followSession} from './net/following.js';
import {keepListing} from './net/listing.js';
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
  open: (url) => new EventSource(url),
};

const store = createStore(reduce, emptyPage(browser.now()));
const api = createApi((url, options) => fetch(url, options), createAskCode(store));
const goTo = (name) => navigate(name, show);
let following = null;
const act = createAct(store, createCommands(store, api, () => following?.refresh(), goTo));

function show(name) {
  if (name === (store.get().current?.name ?? '')) return;
  following?.close();
  store.dispatch({type: 'navigated', name});
  following = name ? followSession(name, store, api, browser) : null;
}

keepPage(store, act);
keepDialogs(store, act);
keepRowsAtEnd(store);
listenToKeys(store, act, goTo);
document.getElementById('new').addEventListener('click', (event) => act({do: 'askToStart'}, event));
document.getElementById('log-out').addEventListener('click', (event) => act({do: 'logOut'}, event));
followLocation(show);
openFirst(store);
keepListing(store, api, browser);
setInterval(() => store.dispatch({type: 'ticked', now: browser.now()}), TICK_MILLIS);
