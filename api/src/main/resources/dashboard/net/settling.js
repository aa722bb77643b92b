// Merges, discards or publishes the result of a session, as its dialog says.
import {nameOf, titleOf} from '../state/session.js';

const AGAIN_MILLIS = 1000;
const TRIES_MAX = 120;
const LATE = 'It is still under way. Close this and look again in a while; nothing is lost.';

/**
 * @param refresh asks for the state of what is shown again
 * @param timers {setTimeout}
 */
export function createSettling(store, api, refresh, timers) {
  const wait = (millis) => new Promise((resolve) => timers.setTimeout(resolve, millis));
  const shown = () => store.get().dialogs.settle;
  const change = (values) => store.dispatch({type: 'dialogChanged', id: 'settle', change: values});

  /** The same request joins the one under way, and at last has its outcome. */
  async function settled({name, kind}, options) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const answer = await api.settle(name, kind, options);
      if (answer.lines) return answer;
      change({note: answer.note});
      await wait(AGAIN_MILLIS);
    }
    throw new Error(LATE);
  }

  return {
    /** @param kind merge, discard or pull-request, as the paths of the API */
    askToSettle(kind) {
      const {session} = store.get().current;
      store.dispatch({type: 'dialogOpened', id: 'settle', dialog: {
        kind, name: nameOf(session), title: titleOf(session), message: session.teamwork.result.message ?? '',
        note: '', lines: null, pullRequest: '',
      }});
    },

    async settle(options) {
      const dialog = shown();
      if (!dialog || dialog.isBusy) return;
      change({isBusy: true, error: '', note: ''});
      const done = await settled(dialog, options).then(
        ({lines, pullRequest}) => ({lines, pullRequest}), ({message}) => ({error: message}));
      const isSame = shown()?.name === dialog.name && shown().kind === dialog.kind;
      if (isSame) change({isBusy: false, note: '', ...done});
      refresh();
    },
  };
}
