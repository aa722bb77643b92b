// Derived from the state of a watched project: its names, its tasks by part of the queue, and the controls that apply.

const IDLE = ['stopped', 'stopping'];

export const nameOfProject = ({project, request}) =>
  request.target.split('/').filter(Boolean).at(-1) ?? project;

export const isWatched = ({status}) => !IDLE.includes(status);

/** Waits for a decision of a person, such as a repair that weakens tests. */
export const asksYou = (task) => !task.result && Boolean(task.progress?.needsYou);

export const askingTasks = ({inProgress, pending}) => [...inProgress, ...pending].filter(asksYou);

export const projectAsksYou = (state) => askingTasks(state).length > 0;

/** The four parts of the queue, each with the text shown if it is empty. */
export const queueParts = ({inProgress, pending, completed, failed}) => [
  {name: 'In progress', tasks: inProgress, empty: 'No task is in progress.'},
  {name: 'Pending', tasks: pending, empty: 'No task waits.'},
  {name: 'Failed', tasks: failed, empty: 'No task has failed.', isOld: true},
  {name: 'Completed', tasks: completed, empty: 'No task has been completed.', isOld: true},
];

export const allTasks = (state) => queueParts(state).flatMap(({tasks}) => tasks);

export const taskOf = (state, id) => allTasks(state).find((task) => task.id === id) ?? null;

export const hasNoTask = (state) => allTasks(state).length === 0;

/** The files of a task in a few words. A name may be anything that a file system accepts. */
export function filesOf({files, filesTotal, description}) {
  if (!files.length) return {first: description || 'the whole project', more: 0};
  return {first: files[0].path, more: Math.max(filesTotal, files.length) - 1};
}

/** The controls of the project that apply now. */
export function projectControls({status, reason}) {
  const works = status === 'watching' || status === 'starting';
  return {
    pause: works || status === 'draining',
    resume: status === 'paused' || status === 'draining' || (status === 'watching' && Boolean(reason)),
    drain: status === 'watching' || status === 'paused',
    stop: !IDLE.includes(status),
    start: status === 'stopped',
  };
}

/** The control of the key p, or an empty text. */
export function pauseOrResume(state) {
  const can = projectControls(state);
  if (can.pause) return 'pause';
  return can.resume ? 'resume' : '';
}

/** The controls of a task that apply now. */
export function taskControls(task) {
  const {status, waits, result, undone} = task;
  return {
    apply: asksYou(task),
    drop: status === 'pending' || status === 'in_progress',
    retry: status === 'failed' || (status === 'pending' && Boolean(waits)),
    undo: result?.outcome === 'fixed' && !undone,
  };
}

/** {costUsd, inputTokens, …} of a task, or null if no agent has worked for it. */
export function usageOf({progress, result}) {
  const usage = result?.usage ?? progress?.usage;
  return usage && usage.inputTokens + usage.outputTokens > 0 ? usage : null;
}

/** What a screen reader is told when it changes: the decisions that wait for the user, in all projects. */
export const askingText = (projects) => projects.flatMap((state) => askingTasks(state).map((task) =>
  `${nameOfProject(state)}: ${filesOf(task).first} needs you. ${task.progress.needsYou}`)).join(' ');

/** As in the list: those that need the user come first, those that are not watched last. */
export const projectGroups = (projects) => [
  {title: 'Needs you', isUrgent: true, projects: projects.filter(projectAsksYou)},
  {title: 'Watched', isUrgent: false, projects: projects.filter((state) => !projectAsksYou(state) && isWatched(state))},
  {title: 'Not watched', isUrgent: false, projects: projects.filter((state) => !projectAsksYou(state) && !isWatched(state))},
].filter((group) => group.projects.length);

export const projectsInOrder = (projects) => projectGroups(projects).flatMap((group) => group.projects);

/** The project `step` places below the shown one, or null if there is none. */
export function neighbourProject(projects, project, step) {
  const all = projectsInOrder(projects);
  const at = all.findIndex((one) => one.project === project);
  return all[Math.min(all.length - 1, Math.max(0, at + step))] ?? null;
}
