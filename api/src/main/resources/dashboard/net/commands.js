// What the user asks the server to do. How it goes is told to the store.
import {nameOf, titleOf} from '../state/session.js';

const NOTHING = 'Choose an option or write an answer: an empty answer does nothing.';

/**
 * @param refresh asks for the state of the shown session again
 * @param goTo shows the session of this name
 */
export function createCommands(store, api, refresh, goTo) {
  const current = () => store.get().current;
  const outage = (part, text) => store.dispatch({type: 'outage', part, text});
  const change = (id, values) => store.dispatch({type: 'dialogChanged', id, change: values});
  const close = (id) => store.dispatch({type: 'dialogClosed', id});

  /** Sends what a dialog asks for. The dialog stays open, and says why, if it was refused. */
  async function submit(id, send) {
    change(id, {isBusy: true});
    try {
      const answer = await send();
      close(id);
      return answer;
    } catch (refused) {
      change(id, {isBusy: false, wrong: refused.message});
      return null;
    }
  }

  const openSure = (dialog) => store.dispatch({type: 'dialogOpened', id: 'sure', dialog});

  const CONFIRMED = {
    stop: ({name}, reason) => api.steer(name, 'stop', reason),
    abort: ({name, run}, reason) => api.abort(name, run, reason),
    approve: ({name, request}) => api.approve(name, request),
  };

  return {
    /** @param control pause, resume or review: done at once. A resumed session is another execution. */
    async steer(control) {
      const {session, isSteering} = current();
      if (isSteering) return;
      store.dispatch({type: 'steering', busy: true});
      try {
        const answer = await api.steer(nameOf(session), control);
        outage('steer', '');
        if (!answer.phase) goTo(answer.session);
      } catch (refused) {
        outage('steer', refused.message);
      }
      store.dispatch({type: 'steering', busy: false});
      refresh();
    },

    /** Resolves with whether the answer was taken. */
    async answer(item, choice, text) {
      const {session, answers} = current();
      if (answers.sending.includes(item)) return false;
      if (!choice && !text) {
        store.dispatch({type: 'answerRefused', item, text: NOTHING});
        return false;
      }
      store.dispatch({type: 'answering', item});
      try {
        await api.answer(nameOf(session), {item, choice, text});
        store.dispatch({type: 'answered', item});
        return true;
      } catch (refused) {
        store.dispatch({type: 'answerRefused', item, text: refused.message});
        return false;
      } finally {
        refresh();
      }
    },

    askToStop: () => openSure({kind: 'stop', name: nameOf(current().session), title: titleOf(current().session)}),
    askToAbort: (run) => openSure({kind: 'abort', name: nameOf(current().session), run}),

    /** Shows all that a session asks for before anything of it is executed. */
    async askToApprove() {
      const name = nameOf(current().session);
      const {request, asked} = await api.request(name).catch((refused) => ({asked: {error: refused.message}}));
      openSure({kind: 'approve', name, request, asked});
    },

    async confirm(reason) {
      const dialog = store.get().dialogs.sure;
      if (await submit('sure', () => CONFIRMED[dialog.kind](dialog, reason))) refresh();
    },

    /** Resolves with whether the session was started. */
    async start(request) {
      const started = await submit('start', () => api.start(request));
      if (started) goTo(nameOf(started));
      return Boolean(started);
    },

    async showDiff(name) {
      store.dispatch({type: 'dialogOpened', id: 'diff', dialog: {text: null}});
      await api.diff(name).then((text) => change('diff', {text}), (refused) => change('diff', {wrong: refused.message}));
    },

    /** Resolves with whether this browser is logged out. */
    logOut: () => api.logOut().then(() => true, (refused) => {
      outage('log-out', refused.message);
      return false;
    }),
  };
}
