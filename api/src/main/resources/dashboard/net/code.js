// Some requests need a code that the user reads on the page and types, which an agent that calls the API cannot do.

/**
 * Sends a request. If the server wants a code, asks the user for it and sends the request again with it.
 *
 * @param send called with {} or {code}
 * @param askCode see createAskCode
 */
export async function confirmed(send, askCode) {
  try {
    return await send({});
  } catch (refused) {
    if (!refused.code) throw refused;
    const code = await askCode(refused.code);
    if (!code) throw new Error('Nothing was sent because the code was not typed.');
    return send({code});
  }
}

/** Shows a code. Resolves to the text that the user typed, or to an empty text if the dialog was closed. */
export const createAskCode = (store) => (code) => new Promise((resolve) => {
  let typed = '';
  store.dispatch({type: 'dialogOpened', id: 'code', dialog: {code, typed}});
  const unsubscribe = store.subscribe(() => {
    const dialog = store.get().dialogs.code;
    if (dialog) {
      typed = dialog.typed;
    } else {
      unsubscribe();
      resolve(typed);
    }
  });
});
