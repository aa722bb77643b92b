// Opens and closes the page's dialogs as the store says, and tells the store when the browser has closed one.
import {codeView, diffView, sureView} from '../views/dialogs.js';
import {startView} from '../views/start.js';
import {render} from './render.js';

const VIEWS = {start: startView, sure: sureView, code: codeView, diff: diffView};

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
