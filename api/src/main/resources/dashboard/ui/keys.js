// Keyboard shortcuts. They are off while the user types or a dialog is open; only the palette opens while one types.
import {neighbourProject} from '../state/project.js';
import {nameOf} from '../state/session.js';
import {shownSessions} from '../state/page.js';
import {neighbour} from '../state/sessions.js';
import {pageUrl, watchUrl} from '../state/urls.js';

const INTENTS = {
  n: 'askToStart',
  '/': 'focusSearch',
  f: 'toggleFollow',
  p: 'pauseOrUnpause',
  a: 'focusAnswer',
  y: 'focusChoice',
  d: 'showChangesIfAny',
  '?': 'showKeys',
};
const STEPS = {j: 1, k: -1};

export function listenToKeys(store, act, goTo) {
  addEventListener('keydown', (event) => {
    const {key} = event;
    if (key === 'k' && (event.ctrlKey || event.metaKey) && !document.querySelector('dialog[open]')) {
      event.preventDefault();
      return act({do: 'showPalette'}, event);
    }
    if (event.target.closest?.('input, textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!INTENTS[key] && !STEPS[key]) return;
    event.preventDefault();
    if (INTENTS[key]) return act({do: INTENTS[key]}, event);
    const url = urlBelow(store.get(), STEPS[key]);
    if (url) goTo(url);
  });
}

/** The link to the next session or project of the list. */
function urlBelow(page, step) {
  const {current, projects, watch} = page;
  if (watch) {
    const state = neighbourProject(projects, watch.project, step);
    return state && watchUrl(state.project);
  }
  const session = neighbour(shownSessions(page), current?.name ?? '', step);
  return session && pageUrl(nameOf(session));
}
