// The intents of the command palette and of copying.
import {moved} from '../state/palette.js';

const STEPS = {ArrowDown: 1, ArrowUp: -1};
const COPIED_MILLIS = 1500;

/**
 * @param act carries out the chosen intent
 * @param goTo shows the place of a URL
 */
export function createPaletteIntents(store, act, goTo) {
  const change = (values) => store.dispatch({type: 'dialogChanged', id: 'palette', change: values});
  const close = () => store.dispatch({type: 'dialogClosed', id: 'palette'});

  return {
    showPalette: () => store.dispatch({type: 'dialogOpened', id: 'palette', dialog: {typed: '', at: 0}}),
    showKeys: () => store.dispatch({type: 'dialogOpened', id: 'keys', dialog: {}}),
    paletteTyped: (_, {target}) => change({typed: target.value, at: 0}),
    paletteKey: ({count}, event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      change({at: moved(store.get().dialogs.palette.at, step, count)});
      document.querySelector('#palette-list [aria-selected="true"]')?.scrollIntoView({block: 'nearest'});
    },
    paletteDone: (_, event) => {
      event.preventDefault();
      document.querySelector('#palette-list [aria-selected="true"]')?.click();
    },
    paletteChosen: ({intent, url}, event) => {
      close();
      if (url) goTo(url);
      else act(intent, event);
    },
    copy: ({text}, event) => copy(text, event.currentTarget),
  };
}

/** The button says for a moment if it worked. A page that is not served from this machine or by HTTPS may not copy. */
async function copy(text, button) {
  const isCopied = await (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => true, () => false);
  button.dataset.copied = isCopied ? 'yes' : 'no';
  document.getElementById('copied').textContent = isCopied ? 'Copied' : 'This browser does not let the page copy: select the text and copy it.';
  setTimeout(() => {
    delete button.dataset.copied;
    document.getElementById('copied').textContent = '';
  }, COPIED_MILLIS);
}
