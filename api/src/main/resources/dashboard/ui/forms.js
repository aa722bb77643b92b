// Reads forms.

/** The request of the form for a new session, without its empty fields. */
export function requestOf(data) {
  const text = (name) => data.get(name).trim();
  const request = {prompt: text('prompt'), target: text('target')};
  const agents = text('agents').split(/[\s,]+/).filter(Boolean);
  if (agents.length) request.agents = agents;
  for (const name of ['verify', 'autonomy', 'session']) if (text(name)) request[name] = text(name);
  return request;
}

/** Ctrl+Enter sends the text if the item accepts a text without a choice. */
export function submitByKey(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  const {form} = event.currentTarget;
  const send = form.querySelector('[data-key="send"]');
  if (send) form.requestSubmit(send);
}
