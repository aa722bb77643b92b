// Keyboard shortcuts. They are off while the user types or a dialog is open.
import {nameOf} from '../state/session.js';
import {neighbour} from '../state/sessions.js';

const INTENTS = {
  n: 'askToStart',
  '/': 'focusSearch',
  f: 'toggleFollow',
  p: 'pauseOrUnpause',
  a: 'focusAnswer',
};
const STEPS = {j: 1, k: -1};

export function listenToKeys(store, act, goTo) {
  addEventListener('keydown', (event) => {
    const {key} = event;
    if (event.target.closest?.('input, textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!INTENTS[key] && !STEPS[key]) return;
    event.preventDefault();
    if (INTENTS[key]) return act({do: INTENTS[key]}, event);
    const {sessions, current} = store.get();
    const session = neighbour(sessions, current?.name ?? '', STEPS[key]);
    if (session) goTo(nameOf(session));
  });
}
