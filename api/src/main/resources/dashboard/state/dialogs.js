// The open dialogs, by the id of their element. Each has the data of its view, and isBusy, error and field
// (which is wrong) of its request.

/**
 * start: see views/start.js
 * confirm:  {kind: stop | abort | approve, name, title, run, asked, request},
 *   or of a watched project {kind: control, control, project, task, name, why, isRepair}
 * code:  {code}
 * diff:  {title, path, text, isDiff}
 * changes: {name, path, files}
 * palette: {typed, at}
 * keys: {}
 * settle: {kind: merge | discard | pull-request, name, title, message, note, lines, pullRequest}; lines once it is done
 */
export const noDialogs = {
  start: null, confirm: null, code: null, diff: null, changes: null, palette: null, keys: null, settle: null,
};

const CHANGES = {
  dialogOpened: (dialogs, {id, dialog}) => ({...dialogs, [id]: {isBusy: false, error: '', field: '', ...dialog}}),
  dialogChanged: (dialogs, {id, change}) => (dialogs[id] ? {...dialogs, [id]: {...dialogs[id], ...change}} : dialogs),
  dialogClosed: (dialogs, {id}) => (dialogs[id] ? {...dialogs, [id]: null} : dialogs),
};

export const changeDialogs = (dialogs, action) => CHANGES[action.type]?.(dialogs, action) ?? dialogs;
