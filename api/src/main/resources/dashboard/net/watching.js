// Polls the watched projects, and the one that is shown with its task.
import {taskOf} from '../state/project.js';
import {taskPath} from '../state/urls.js';
import {versionOfDiff} from '../state/task.js';
import {followLog} from './live.js';
import {poll} from './polling.js';

const PROJECTS_MILLIS = 10_000;
const SHOWN_PROJECTS_MILLIS = 4000;
const PROJECT_MILLIS = 2000;

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
  let closeLog = null;

  async function ask() {
    try {
      await askProject();
      if (task && !isOver()) await askTask();
      if (task && watch().detail && !isClosed) closeLog ??= openLog();
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

  const openLog = () => followLog(taskPath(project, task, 'events'), (page) => page.watch?.log, store, api, browser,
    {onEvents: () => {}, onEnd: () => {}});

  const polling = poll(ask, () => PROJECT_MILLIS, browser);
  return {
    refresh: polling.now,
    close() {
      isClosed = true;
      polling.close();
      closeLog?.();
    },
  };
}
