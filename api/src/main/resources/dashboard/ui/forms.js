// Reads forms.

/** Opens the groups of a form that have something in them. */
export function openFilled(form) {
  for (const group of form.querySelectorAll('details')) {
    if ([...group.querySelectorAll('input, select, textarea')].some(({value}) => value)) group.open = true;
  }
}

/** Opens the group of the field that was refused, and puts the cursor there. */
export function goToWrong(form) {
  const wrong = form.querySelector('[aria-invalid="true"]');
  const group = wrong?.closest('details');
  if (group) group.open = true;
  wrong?.focus();
}

/** Ctrl+Enter sends the text if the item accepts a text without a choice. */
export function submitByKey(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const {form} = event.currentTarget;
  const send = form.querySelector('[data-key="send"]');
  if (send) form.requestSubmit(send);
}
