// Sends the user's requests to the server and reports their progress to the store.
import {nameOf, titleOf} from '../state/session.js';
import {apiPath, pageUrl} from '../state/urls.js';
import {createChangesCommands} from './changes.js';
import {createProjectCommands} from './controls.js';
import {createStartCommands} from './starting.js';

const NOTHING = 'Choose an option or write an answer: an empty answer does nothing.';

/**
 * @param refresh asks for the state of what is shown again
 * @param goTo shows the place of this URL
 * @param loadColours resolves to highlight.js
 */
export function createCommands(store, api, refresh, goTo, loadColours) {
  const current = () => store.get().current;
  const outage = (part, text) => store.dispatch({type: 'outage', part, text});
  const change = (id, values) => store.dispatch({type: 'dialogChanged', id, change: values});
  const close = (id) => store.dispatch({type: 'dialogClosed', id});

  /** Sends a dialog's request. If it is refused, the dialog stays open and shows the reason. */
  async function submit(id, send) {
    change(id, {isBusy: true});
    try {
      const answer = await send();
      close(id);
      return answer;
    } catch (refused) {
      change(id, {isBusy: false, error: refused.message, field: refused.field ?? ''});
      return null;
    }
  }

  const openConfirm = (dialog) => store.dispatch({type: 'dialogOpened', id: 'confirm', dialog});

  const CONFIRMED = {
    stop: ({name}, reason) => api.steer(name, 'stop', reason),
    abort: ({name, run}, reason) => api.abort(name, run, reason),
    approve: ({name, request}) => api.approve(name, request),
    control: ({project, control, task}, reason) => api.control(project, control, {task, reason}),
  };

  return {
    /** @param control pause, resume or review. Resuming an ended session starts another execution, which is then shown. */
    async steer(control) {
      const {session, isSteering} = current();
      if (isSteering) return;
      store.dispatch({type: 'steering', busy: true});
      try {
        const answer = await api.steer(nameOf(session), control);
        outage('steer', '');
        if (!answer.phase) goTo(pageUrl(answer.session));
      } catch (refused) {
        outage('steer', refused.message);
      }
      store.dispatch({type: 'steering', busy: false});
      refresh();
    },

    /** Resolves to true if the answer was accepted. */
    async answer(item, choice, text, plan) {
      const {session, answers} = current();
      if (answers.sending.includes(item)) return false;
      if (!choice && !text) {
        store.dispatch({type: 'answerRefused', item, text: NOTHING});
        return false;
      }
      store.dispatch({type: 'answering', item});
      try {
        await api.answer(nameOf(session), {item, choice, text, ...(plan && {plan})});
        store.dispatch({type: 'answered', item});
        return true;
      } catch (refused) {
        store.dispatch({type: 'answerRefused', item, text: refused.message});
        return false;
      } finally {
        refresh();
      }
    },

    askToStop: () => openConfirm({kind: 'stop', name: nameOf(current().session), title: titleOf(current().session)}),
    askToAbort: (run) => openConfirm({kind: 'abort', name: nameOf(current().session), run}),

    /** Shows the whole request of a session before any of it is executed. */
    async askToApprove() {
      const name = nameOf(current().session);
      const {request, asked} = await api.request(name).catch((refused) => ({asked: {error: refused.message}}));
      openConfirm({kind: 'approve', name, request, asked});
    },

    async confirm(reason) {
      const dialog = store.get().dialogs.confirm;
      if (await submit('confirm', () => CONFIRMED[dialog.kind](dialog, reason))) refresh();
    },

    /** @param shown {title, path, isDiff} */
    async showText({title, path, isDiff}) {
      store.dispatch({type: 'dialogOpened', id: 'diff', dialog: {title, path, isDiff, text: null}});
      await api.text(path).then((text) => change('diff', {text}), (refused) => change('diff', {error: refused.message}));
    },

    ...createChangesCommands(store, api, {submit, refresh, goTo, loadColours}),

    /** Says something to an agent in the conversation of this run. Resolves to true if it was accepted. */
    async say(run, text, interrupt) {
      store.dispatch({type: 'saying', busy: true});
      const answer = await api.message(nameOf(current().session), {text, agent: run, interrupt}).catch((refused) => ({refused}));
      store.dispatch({type: 'saying', busy: false, error: answer.refused?.message ?? ''});
      if (answer.refused) return false;
      if (!answer.phase) goTo(pageUrl(answer.session));
      refresh();
      return true;
    },

    ...createStartCommands(store, api, submit, goTo),
    ...createProjectCommands(store, api, refresh),

    /** Resolves to true if this browser is logged out. */
    logOut: () => api.logOut().then(() => true, (refused) => {
      outage('log-out', refused.message);
      return false;
    }),
  };
}
