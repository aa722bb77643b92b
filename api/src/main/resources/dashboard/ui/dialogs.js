// Opens and closes dialogs when the store changes, and updates the store when the browser closes one (Escape).
import {changesView} from '../views/changes.js';
import {codeView, diffView, confirmView} from '../views/dialogs.js';
import {keysView, paletteView} from '../views/palette.js';
import {settleView} from '../views/settle.js';
import {startView} from '../views/start.js';
import {render} from './render.js';

const VIEWS = {
  start: startView, confirm: confirmView, code: codeView, diff: diffView, changes: changesView, palette: paletteView, keys: keysView,
  settle: settleView,
};

export function keepDialogs(store, act) {
  for (const [id, view] of Object.entries(VIEWS)) keepDialog(id, view, store, act);
}

function keepDialog(id, view, store, act) {
  const element = document.getElementById(id);
  let shown = null;
  let seen = [];
  store.subscribe(() => {
    const page = store.get();
    const dialog = page.dialogs[id];
    const now = [page.reviews, page.current?.session, page.current?.answers];
    if (dialog === shown && (!dialog || now.every((part, i) => part === seen[i]))) return;
    shown = dialog;
    seen = now;
    render(element, dialog ? [view(dialog, page)] : [], act);
    if (dialog && !element.open) element.showModal();
    if (!dialog && element.open) element.close();
  });
  element.addEventListener('close', () => {
    if (!element.open) store.dispatch({type: 'dialogClosed', id});
  });
}
