// The repairs that wait for the user's decision.
import {askingTasks, filesOf} from '../state/project.js';
import {watchUrl} from '../state/urls.js';
import {h} from '../views/h.js';
import {diffButton, taskButtons} from './buttons.js';
import {fileNames} from './names.js';

export function needs(watch) {
  const tasks = askingTasks(watch.state);
  if (!tasks.length) return null;
  return h('section.needs', {key: 'needs', 'aria-label': 'Needs you'},
    h('h2', null, tasks.length === 1 ? 'A repair needs you' : `${tasks.length} repairs need you`),
    tasks.map((task) => ask(task, watch)));
}

function ask(task, watch) {
  const {first} = filesOf(task);
  return h('div.ask', {key: task.id},
    h('h3', null, h('a', {href: watchUrl(watch.project, task.id)}, fileNames(task))),
    question(task, watch, first));
}

/** Why it waits, and what can be done. */
export const question = (task, watch, about) => [
  h('p', {key: 'why'}, task.progress.needsYou),
  h('div.buttons', {key: 'buttons'}, diffButton(watch, task, about), taskButtons(task, watch, about)),
];
