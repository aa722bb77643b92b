// Fetches the changes of a session, and sends the comments on them.
import {messageOf, reviewOf} from '../state/changes.js';
import {coloured} from '../state/colours.js';
import {parseDiff} from '../state/diff.js';
import {nameOf} from '../state/session.js';
import {apiPath, pageUrl} from '../state/urls.js';

/** See createCommands; `submit` sends the request of a dialog. */
export function createChangesCommands(store, api, {submit, refresh, goTo, loadColours}) {
  const change = (values) => store.dispatch({type: 'dialogChanged', id: 'changes', change: values});

  return {
    /** Shows the changes of the current session as one reads a pull request. */
    async showChanges() {
      const name = nameOf(store.get().current.session);
      const path = apiPath(name, 'diff');
      store.dispatch({type: 'dialogOpened', id: 'changes', dialog: {name, path, files: null}});
      const files = await api.text(path).then(parseDiff, (refused) => change({error: refused.message}));
      if (!files) return;
      change({files});
      // Plain lines are readable, too.
      const library = await loadColours().catch(() => null);
      if (library && store.get().dialogs.changes?.files === files) change({files: coloured(files, library)});
    },

    /** Sends all comments and the text as one message. Resolves to true if it was accepted. */
    async sendComments(name, text, interrupt) {
      const message = {...messageOf(reviewOf(store.get().reviews, name), text), interrupt};
      const answer = await submit('changes', () => api.message(name, message));
      if (!answer) return false;
      store.dispatch({type: 'commentsSent', name});
      if (!answer.phase) goTo(pageUrl(answer.session));
      refresh();
      return true;
    },
  };
}
