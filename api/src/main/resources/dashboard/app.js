// Starts the page: which session is looked at stands in the URL, everything else is asked for.
import * as api from '/api.js';
import {byId, h} from '/dom.js';
import {drawHealth} from '/health.js';
import {drawList} from '/list.js';
import {Outage} from '/outage.js';
import {Session} from '/session.js';
import {askToStart} from '/start.js';

const LIST_MILLIS = 4000;

const outage = new Outage(byId('outage'));
let sessions = [];
let current = null;
let fresh = true;

function route() {
  const match = /^#\/s\/(.+)$/.exec(location.hash);
  const name = match ? decodeURIComponent(match[1]) : '';
  if (name === (current?.name ?? '')) return;
  current?.close();
  current = name ? new Session(name, byId('main'), outage) : null;
  byId('frame').classList.toggle('one', Boolean(name));
  if (!name) welcome();
  drawSessions();
}

function welcome() {
  document.title = 'Orchestrator';
  byId('main').replaceChildren(h('div.empty', null, h('h1', null, 'Choose a session'),
    h('p', null, 'Its agents, what they do and what they cost are shown here as it happens.'),
    h('p', null, 'Or start one: ', h('code', null, 'orchestrate "Add a --json flag" --target ~/code/app'))));
}

const drawSessions = () => drawList(byId('list'), sessions, current?.name ?? '');

async function refresh() {
  try {
    const [list, health] = await Promise.all([api.sessions(), api.health()]);
    sessions = list.sessions;
    drawHealth(byId('health'), health);
    outage.set('list', '');
  } catch (refused) {
    outage.set('list', refused.status === 401
      ? 'This browser is not logged in any more: open the link that `orchestrate up` prints.' : refused.message);
  }
  drawSessions();
  current?.listed(sessions);
  if (fresh && sessions.length) openFirst();
  setTimeout(refresh, LIST_MILLIS);
}

// Whoever comes without a session in mind sees the first one, where there is room for it beside the list.
function openFirst() {
  fresh = false;
  const first = byId('list').querySelector('a.item');
  if (!location.hash && matchMedia('(min-width: 50rem)').matches) location.replace(first.href);
}

async function logOut() {
  try {
    await api.logOut();
    location.replace('/');
  } catch (refused) {
    outage.set('log-out', refused.message);
  }
}

function move(step) {
  const items = [...byId('list').querySelectorAll('a.item')];
  const at = items.findIndex((item) => item.getAttribute('aria-current') === 'true');
  items[Math.min(items.length - 1, Math.max(0, at + step))]?.click();
}

const KEYS = {
  n: () => askToStart(sessions[0]?.target),
  '/': () => current?.log.search.focus(),
  f: () => current?.log.toggleFollow(),
  p: () => current?.pauseOrResume(),
  a: () => current?.answer(),
  j: () => move(1),
  k: () => move(-1),
};

addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input, textarea, select, dialog');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
byId('new').addEventListener('click', KEYS.n);
byId('log-out').addEventListener('click', logOut);
addEventListener('hashchange', route);
welcome();
route();
refresh();
