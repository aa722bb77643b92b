// Names of files, and the words and pills for the status of a project and a task.
import {asksYou, filesOf, nameOfProject} from '../state/project.js';
import {words} from '../views/format.js';
import {h} from '../views/h.js';
import {pill} from '../views/pills.js';

/** A name that does not reorder the text around it. */
export const name = (text) => h('bdi', {title: text}, text);

export const projectName = (state) => h('bdi', {title: state.request.target}, nameOfProject(state));

export function fileNames(task) {
  const {first, more} = filesOf(task);
  return [name(first), more ? ` and ${more} more` : ''];
}

const STATUS = {watching: 'active', starting: 'active', paused: 'warn', draining: 'warn', stopping: 'warn'};

export const statusPill = ({status}) => pill(STATUS[status] ?? '', words(status));

const OUTCOME = {
  green: ['ok', 'green'],
  fixed: ['ok', 'fixed'],
  kept: ['warn', 'kept as a branch'],
  red_before: ['', 'red before'],
  dropped: ['', 'dropped'],
  reported: ['warn', 'red, only reported'],
  cannot_test: ['warn', 'cannot test'],
  escalated: ['bad', 'escalated'],
  failed: ['bad', 'failed'],
  interrupted: ['warn', 'interrupted'],
};

export function taskPill(task) {
  const {status, result, progress, waits, undone} = task;
  if (asksYou(task)) return pill('urgent', 'needs you');
  if (undone) return pill('', 'undone');
  if (result) return pill(...(OUTCOME[result.outcome] ?? ['', words(result.outcome)]));
  if (status === 'in_progress') {
    return progress?.step === 'waiting' ? pill('warn', 'waiting') : pill('active', words(progress?.step ?? 'starting'));
  }
  return waits ? pill('warn', 'waiting') : pill('', words(status));
}

export const priorityPill = ({priority}) =>
  (priority === 'normal' ? null : pill(priority === 'high' ? 'active-still' : '', `${priority} priority`));

const TESTED = {
  green: ['ok', 'green'],
  flaky: ['warn', 'flaky'],
  red: ['bad', 'red'],
  red_before: ['warn', 'red before the change too'],
  cannot_run: ['warn', 'cannot run'],
  nothing: ['', 'nothing to run'],
};

export const testedPill = (status) => pill(...(TESTED[status] ?? ['', words(status)]));
