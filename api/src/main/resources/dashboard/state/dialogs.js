// The dialogs that are open, by the id of their element. Each has what its view needs, and how its request goes.

/**
 * start: {target}
 * sure:  {kind: stop | abort | approve, name, title, run, asked, request}
 * code:  {code}
 * diff:  {text}
 */
export const noDialogs = {start: null, sure: null, code: null, diff: null};

const CHANGES = {
  dialogOpened: (dialogs, {id, dialog}) => ({...dialogs, [id]: {isBusy: false, wrong: '', ...dialog}}),
  dialogChanged: (dialogs, {id, change}) => (dialogs[id] ? {...dialogs, [id]: {...dialogs[id], ...change}} : dialogs),
  dialogClosed: (dialogs, {id}) => (dialogs[id] ? {...dialogs, [id]: null} : dialogs),
};

export const changeDialogs = (dialogs, action) => CHANGES[action.type]?.(dialogs, action) ?? dialogs;
