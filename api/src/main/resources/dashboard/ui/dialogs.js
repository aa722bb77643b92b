// Opens and closes dialogs when the store changes, and updates the store when the browser closes one (Escape).
import {codeView, diffView, confirmView} from '../views/dialogs.js';
import {startView} from '../views/start.js';
import {render} from './render.js';

const VIEWS = {start: startView, confirm: confirmView, code: codeView, diff: diffView};

export function keepDialogs(store, act) {
  for (const [id, view] of Object.entries(VIEWS)) keepDialog(id, view, store, act);
}

function keepDialog(id, view, store, act) {
  const element = document.getElementById(id);
  let shown = null;
  store.subscribe(() => {
    const dialog = store.get().dialogs[id];
    if (dialog === shown) return;
    shown = dialog;
    render(element, dialog ? [view(dialog)] : [], act);
    if (dialog && !element.open) element.showModal();
    if (!dialog && element.open) element.close();
  });
  element.addEventListener('close', () => {
    if (!element.open) store.dispatch({type: 'dialogClosed', id});
  });
}
