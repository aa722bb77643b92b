// The intents of what is decided about a result.

export function createSettlingIntents(commands) {
  return {
    askToSettle: ({kind}) => commands.askToSettle(kind),
    settle: async ({kind}, event) => {
      event.preventDefault();
      await commands.settle(optionsOf(kind, new FormData(event.currentTarget)));
      // The button that had the focus was disabled meanwhile, or is gone.
      document.querySelector('#settle .buttons button:last-child')?.focus();
    },
  };
}

/** Only what the API takes for this: a discard has no options. */
export function optionsOf(kind, form) {
  if (kind === 'discard') return {};
  const options = {mode: form.get('mode'), message: form.get('message').trim()};
  return kind === 'merge' ? options : {...options, pushOnly: form.get('pushOnly') !== null};
}
