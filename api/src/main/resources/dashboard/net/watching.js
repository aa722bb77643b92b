// Polls the watched projects, and the one that is shown with its task.
import {taskOf} from '../state/project.js';
import {taskPath} from '../state/urls.js';
import {versionOfDiff} from '../state/task.js';
import {poll} from './polling.js';

const PROJECTS_MILLIS = 10_000;
const SHOWN_PROJECTS_MILLIS = 4000;
const PROJECT_MILLIS = 2000;
const LOST = 'Connection to the event stream lost; reconnecting …';

/** A server without auto-fix has no such list: then nothing is watched, which is no outage. */
export function keepProjects(store, api, browser) {
  return poll(async () => {
    const answer = await api.projects().catch(() => null);
    if (answer) store.dispatch({type: 'projectsListed', projects: answer.watches ?? []});
  }, () => (store.get().watch ? SHOWN_PROJECTS_MILLIS : PROJECTS_MILLIS), browser);
}

/**
 * @param place {project, task}, the task may be empty
 * @return {refresh, close}
 */
export function followProject({project, task}, store, api, browser) {
  const outage = (part, text) => store.dispatch({type: 'outage', part, text});
  const watch = () => store.get().watch;
  let isClosed = false;
  let stream = null;
  let lastId = 0;

  async function ask() {
    try {
      await askProject();
      if (task && !isOver()) await askTask();
      if (task && watch().detail) stream ??= openStream();
      if (task) await askDiff();
    } catch (refused) {
      if (!isClosed) onRefused(refused);
    }
  }

  async function askProject() {
    const state = await api.project(project);
    if (isClosed) return;
    store.dispatch({type: 'projectShown', state});
    outage('project', '');
  }

  async function askTask() {
    const detail = await api.task(project, task);
    if (isClosed) return;
    store.dispatch({type: 'taskShown', detail});
  }

  /** A task that has ended changes only if it is tried again. */
  function isOver() {
    const {state, detail} = watch();
    const queued = state && taskOf(state, task);
    return Boolean(detail?.result) && (!queued || Boolean(queued.result));
  }

  async function askDiff() {
    if (isClosed) return;
    const of = versionOfDiff(watch().detail);
    if (!of || of === watch().diff.of) return;
    const diff = await api.text(taskPath(project, task, 'diff'))
      .then((text) => ({of, text}), (refused) => ({of, error: refused.message}));
    if (!isClosed) store.dispatch({type: 'taskDiff', diff});
  }

  function onRefused(refused) {
    const {state, detail} = watch();
    if (refused.status !== 404 || (task ? detail : state)) return outage('project', refused.message);
    store.dispatch({type: 'watchMissing', text: refused.message});
  }

  function openStream() {
    if (isClosed || browser.isHidden()) return null;
    return browser.follow(taskPath(project, task, 'events'), lastId, {
      onEvents(events) {
        lastId = events.at(-1).id;
        store.dispatch({type: 'events', events});
      },
      onConnected: (isConnected) => outage('stream', isConnected ? '' : LOST),
      onEnd: () => store.dispatch({type: 'streamEnded'}),
    });
  }

  function stopStream() {
    stream?.();
    stream = null;
    outage('stream', '');
  }

  const stopWatching = browser.onVisibility(() => browser.isHidden() && stopStream());
  const polling = poll(ask, () => PROJECT_MILLIS, browser);
  return {
    refresh: polling.now,
    close() {
      isClosed = true;
      polling.close();
      stopWatching();
      stopStream();
    },
  };
}
