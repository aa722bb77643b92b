// Keeps what the user types into forms that have the attribute data-draft, and puts it back when the form is shown again.
import {openFilled} from './forms.js';
import {createDrafts, fill, valuesOf} from '../state/drafts.js';

/** @return drop(form), for a form that was sent */
export function keepDrafts(store) {
  const drafts = createDrafts(sessionStorage);
  const known = new WeakSet();

  const restore = () => {
    for (const form of document.querySelectorAll('form[data-draft]')) {
      if (known.has(form)) continue;
      known.add(form);
      const kept = drafts.read(form.dataset.draft);
      fill(form, kept);
      for (const name of Object.keys(kept)) form.elements[name]?.dispatchEvent(new Event('input', {bubbles: true}));
      openFilled(form);
    }
  };
  const onInput = ({target}) => {
    const form = target.closest?.('form[data-draft]');
    if (form) drafts.save(form.dataset.draft, valuesOf(form));
  };
  document.addEventListener('input', onInput);
  document.addEventListener('change', onInput);
  store.subscribe(restore);
  return (form) => form.dataset.draft && drafts.drop(form.dataset.draft);
}
