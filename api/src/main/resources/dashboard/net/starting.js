// Asks what the form for a new session offers, and starts the session.
import {nameOf, startingSession} from '../state/session.js';
import {recentTargets, targetThatWorked} from '../state/sessions.js';
import {pageUrl} from '../state/urls.js';

/**
 * @param submit sends a dialog's request, see commands.js
 * @param goTo shows the place of this URL
 */
export function createStartCommands(store, api, submit, goTo) {
  const change = (values) => store.dispatch({type: 'dialogChanged', id: 'start', change: values});
  let asked = 0;

  async function lookUp(ask, found, failed) {
    await ask().then((answer) => change(found(answer)), (refused) => change(failed(refused.message)));
  }

  const loadAgents = () => lookUp(() => api.hostAgents(), (hosts) => ({hosts, hostsError: ''}), (hostsError) => ({hostsError}));

  /** Offers the templates of the data directory, and of the project at the target. */
  const loadTemplates = (target) => lookUp(() => api.templates(target),
    ({templates, problems}) => ({templates, templateProblems: problems}),
    () => (target ? {} : {templates: [], templateProblems: []}));

  return {
    /** Opens the form. */
    askToStart() {
      const {sessions} = store.get();
      const targets = recentTargets(sessions);
      const target = targetThatWorked(sessions);
      store.dispatch({type: 'dialogOpened', id: 'start', dialog: {target, targets}});
      return Promise.all([loadAgents(), loadTemplates(target)]);
    },

    loadTemplates,

    /** Completes the target; @param isWhole true to say as well why it cannot be one */
    async lookAtTarget(text, isWhole) {
      asked += 1;
      const mine = asked;
      if (!text.startsWith('/')) return change({directories: [], targetProblem: ''});
      const {directories = [], problem = ''} = await api.directories(text).catch(() => ({}));
      if (mine === asked) change({directories, targetProblem: isWhole ? problem : ''});
      return undefined;
    },

    /** Resolves to the text of the issue, or to null if it cannot be fetched, which the form then says. */
    async fetchIssue(url) {
      change({isFetching: true, error: '', field: ''});
      try {
        return (await api.issue(url)).prompt;
      } catch (refused) {
        change({error: refused.message, field: refused.field || 'prompt'});
        return null;
      } finally {
        change({isFetching: false});
      }
    },

    /** Resolves to true if the session was started. */
    async start(request) {
      const started = await submit('start', () => api.start(request));
      if (!started) return false;
      store.dispatch({type: 'started', session: startingSession(started, request, store.get().now)});
      goTo(pageUrl(nameOf(started)));
      return true;
    },
  };
}
