// The shown watched project and, if one is open, its task.
import {changeLog, emptyLog} from './log.js';

export const newWatch = ({project, task}) => ({
  project,                  // key as in the URL; empty if only the list is shown
  task,                     // id as in the URL; empty if the whole project is shown
  state: null,              // the newest state of the project
  missing: '',              // why there is no such project or task
  detail: null,             // the newest state of the task
  diff: {of: '', text: null, error: ''},  // the task's repair; `of` names the version that is shown
  log: emptyLog,            // events of the task
  asking: [],               // controls under way, see askingKey
});

export const askingKey = (control, task = '') => `${control} ${task}`;

const CHANGES = {
  projectShown: (watch, {state}) => ({...watch, state, missing: watch.task ? watch.missing : ''}),
  taskShown: (watch, {detail}) => ({...watch, detail, missing: ''}),
  watchMissing: (watch, {text}) => ({...watch, missing: text}),
  taskDiff: (watch, {diff}) => ({...watch, diff: {of: '', text: null, error: '', ...diff}}),
  asking: (watch, {key}) => ({...watch, asking: [...watch.asking, key]}),
  asked: (watch, {key}) => ({...watch, asking: watch.asking.filter((other) => other !== key)}),
};

export function changeWatch(watch, action) {
  const changed = CHANGES[action.type]?.(watch, action) ?? watch;
  const log = changeLog(changed.log, action);
  return log === changed.log ? changed : {...changed, log};
}
