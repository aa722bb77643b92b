// Derived from the detail of a task: what its own workflow says, beside what the queue says about it.
import {taskOf} from './project.js';

/** The shown task as the queue describes it; null before the first answer. */
export function shownTask({task, state, detail}) {
  return (state && taskOf(state, task)) ?? detail?.task ?? null;
}

/** Names the repair that can be shown as a diff, so that a newer one is fetched; empty if there is none. */
export function versionOfDiff(detail) {
  if (!detail) return '';
  return detail.result?.diff || (detail.attempts ?? []).map(({diff}) => diff).filter(Boolean).at(-1) || '';
}

export const isReference = (text) => /^artifact:[0-9a-f]{64}$/.test(text);
