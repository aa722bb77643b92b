// Buttons of the controls. A button is disabled while its request is under way.
import {taskControls} from '../state/project.js';
import {taskPath} from '../state/urls.js';
import {askingKey} from '../state/watch.js';
import {h} from '../views/h.js';

export const button = (key, tone, intent, text, more = {}) =>
  h('button.button.small', {key, class: tone, type: 'button', onclick: intent, ...more}, text);

/** @param watch the shown project, see state/watch.js */
export function taskButtons(task, watch, about) {
  const can = taskControls(task);
  const isBusy = (control) => watch.asking.includes(askingKey(control, task.id));
  const one = (control, tone, intent, text) =>
    button(control, tone, intent, text, {disabled: isBusy(control), 'aria-label': `${text}: ${about}`});
  const asked = (control) => ({do: 'askToControl', control, task: task.id});
  return [
    can.apply ? one('apply', 'primary', asked('apply'), 'Apply') : null,
    can.retry ? one('retry', '', {do: 'control', control: 'retry', task: task.id},
      task.status === 'pending' ? 'Try now' : 'Try again') : null,
    can.undo ? one('undo', '', asked('undo'), 'Undo') : null,
    can.drop ? one('drop', 'danger', asked('drop'), 'Drop') : null,
  ];
}

export const diffButton = (watch, task, about) => textButton('diff', 'Show the diff',
  {title: 'Changes', path: taskPath(watch.project, task.id, 'diff'), isDiff: true}, about);

export const textButton = (key, text, {title, path, isDiff = false}, about) => button(key, '',
  {do: 'showText', title, path, isDiff}, text, {'aria-label': `${text}: ${about}`});
