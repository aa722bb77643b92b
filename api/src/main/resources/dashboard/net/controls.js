// Sends the controls of a watched project and its tasks.
import {asksYou, filesOf, nameOfProject, taskOf} from '../state/project.js';
import {shownTask} from '../state/task.js';
import {askingKey} from '../state/watch.js';

/** @param refresh asks for the state of the shown project again */
export function createProjectCommands(store, api, refresh) {
  const watch = () => store.get().watch;
  const outage = (text) => store.dispatch({type: 'outage', part: 'steer', text});

  async function ask(key, send) {
    if (watch().asking.includes(key)) return;
    store.dispatch({type: 'asking', key});
    try {
      await send();
      outage('');
    } catch (refused) {
      outage(refused.message);
    }
    store.dispatch({type: 'asked', key});
    refresh();
  }

  return {
    /** @param task empty for a control of the whole project */
    control: (control, task = '') =>
      ask(askingKey(control, task), () => api.control(watch().project, control, task ? {task} : {})),

    /** Watches the project again. A closed queue has lost its settings, an open one keeps them. */
    watchAgain() {
      const {request, open} = watch().state;
      return ask(askingKey('start'), () => api.watch(open === false ? request : {target: request.target}));
    },

    askToControl(control, task = '') {
      const {project, state} = watch();
      const about = task && (taskOf(state, task) ?? shownTask(watch()));
      store.dispatch({type: 'dialogOpened', id: 'confirm', dialog: {
        kind: 'control', control, project, task,
        name: about ? filesOf(about).first : nameOfProject(state),
        why: about?.progress?.needsYou ?? '',
        isRepair: Boolean(about) && asksYou(about),
      }});
    },
  };
}
