// Puts the page together. `net` talks to the server, `state` holds what is known, `views` describe it, `ui` draws it.
import {lexer} from './lib/marked.esm.js';
import {createApi} from './net/api.js';
import {createCommands} from './net/commands.js';
import {createAskCode} from './net/code.js';
import {followSession} from './net/following.js';
import {keepListing} from './net/listing.js';
import {createHub} from './net/hub.js';
import {createLink} from './net/link.js';
import {createPlanCommands} from './net/plan.js';
import {createSettling} from './net/settling.js';
import {followProject, keepProjects} from './net/watching.js';
import {emptyPage, reduce} from './state/page.js';
import {createStore} from './state/store.js';
import {keepAttention} from './ui/attention.js';
import {keepDialogs} from './ui/dialogs.js';
import {keepDrafts} from './ui/drafts.js';
import {keepHues} from './ui/hues.js';
import {createAct} from './ui/intents.js';
import {keepReviews} from './ui/reviews.js';
import {listenToKeys} from './ui/keys.js';
import {followLocation, navigate, openFirst} from './ui/navigation.js';
import {keepPage} from './ui/page.js';
import {keepRowsAtEnd} from './ui/rows.js';
import {createMarkdown} from './views/markdown.js';

const TICK_MILLIS = 1000;

/** Another number means another worker: bump it when the messages between tabs and worker change. */
const WORKER = 'orchestrator 1';

const timers = {
  setTimeout: (call, millis) => setTimeout(call, millis),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
};
const fetchHere = (url, options) => fetch(url, options);
const link = createLink(sharedPort() ?? ownPort(), ownPort, timers);

/** Not every browser of a phone has shared workers. */
function sharedPort() {
  if (!globalThis.SharedWorker) return null;
  const url = String(new URL('./worker.js', import.meta.url));
  const policy = globalThis.trustedTypes?.createPolicy('orchestrator', {createScriptURL: () => url});
  const worker = new SharedWorker(policy?.createScriptURL(url) ?? url, {type: 'module', name: WORKER});
  worker.onerror = () => link.useOwnHub();
  return worker.port;
}

function ownPort() {
  const {port1, port2} = new MessageChannel();
  createHub({open: (url) => new EventSource(url), fetch: fetchHere, timers}).connect(port2);
  return port1;
}

addEventListener('pagehide', () => link.leave());
addEventListener('pageshow', ({persisted}) => persisted && link.comeBack());

const browser = {
  ...timers,
  follow: link.follow,
  isHidden: () => document.hidden,
  onVisibility: (listener) => {
    document.addEventListener('visibilitychange', listener);
    return () => document.removeEventListener('visibilitychange', listener);
  },
};

const store = createStore(reduce, emptyPage(browser.now()));
const api = createApi(fetchHere, createAskCode(store), link);
/** Only who looks at changes needs it. */
const loadColours = () => import('./lib/highlight.js').then((module) => module.default);
const goTo = (url) => navigate(url, show);
let following = null;
let shown = null;
const refresh = () => following?.refresh();
const commands = {
  ...createCommands(store, api, refresh, goTo, loadColours), ...createPlanCommands(store, api), ...createSettling(store, api, refresh, timers),
};
const act = createAct(store, commands, (form) => dropDraft(form), goTo);

/** @param place see placeIn */
function show(place) {
  const url = JSON.stringify([place.name, place.watch]);
  const isAnother = url !== shown;
  shown = url;
  if (isAnother) following?.close();
  store.dispatch({type: 'navigated', ...place});
  if (isAnother) following = followPlace(place);
}

function followPlace({name, watch}) {
  if (name) return followSession(name, store, api, browser);
  return watch?.project ? followProject(watch, store, api, browser) : null;
}

keepPage(store, act, createMarkdown(lexer));
keepDialogs(store, act);
keepRowsAtEnd(store);
keepHues(store);
keepAttention(store, goTo);
keepReviews(store, localStorage);
const dropDraft = keepDrafts(store);
listenToKeys(store, act, goTo);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // The hash names what is shown.
  document.getElementById('main').focus();
});
document.getElementById('new').addEventListener('click', (event) => act({do: 'askToStart'}, event));
document.getElementById('palette-button').addEventListener('click', (event) => act({do: 'showPalette'}, event));
document.getElementById('log-out').addEventListener('click', (event) => act({do: 'logOut'}, event));
followLocation(show);
openFirst(store);
keepListing(store, api, browser);
keepProjects(store, api, browser);
setInterval(() => store.dispatch({type: 'ticked', now: browser.now()}), TICK_MILLIS);
