// Statistics, and the newest lines of the history.
import {taskOf} from '../state/project.js';
import {watchUrl} from '../state/urls.js';
import {duration, words} from '../views/format.js';
import {h} from '../views/h.js';
import {momentElement, timeElement} from '../views/time.js';
import {name} from './names.js';

export function statistics({statistics: all, successPercent}, now) {
  const {since, processed, succeeded, failed, escalated} = all;
  const percent = successPercent ?? Math.round(100 * succeeded / Math.max(1, processed));
  return h('section.panel.statistics', {key: 'statistics', 'aria-label': 'Statistics'}, h('h2', null, 'Statistics'),
    h('dl', null,
      figure('uptime', timeElement(since, duration(since, null, now))),
      figure('processed', processed), figure('succeeded', succeeded), figure('failed', failed),
      figure('escalated', escalated), figure('success rate', processed ? `${percent} %` : 'no task has ended yet')));
}

const figure = (term, value) => h('div', {key: term}, h('dt', null, term), h('dd', null, value));

export function history(watch, now) {
  const {history: lines} = watch.state;
  return h('section.panel.history', {key: 'history', 'aria-label': 'History'}, h('h2', null, 'History'),
    lines.length ? h('ol', {tabindex: 0, 'aria-label': 'History, newest first'}, lines.map((line) => row(line, watch, now)))
      : h('p.none', null, 'Nothing has happened yet.'));
}

const row = ({at, type, task, file, text}, watch, now) => h('li', null, momentElement(at, now),
  h('span.kind', null, words(type)),
  h('span.what', null, task ? [taskName(task, watch), ' '] : null, file ? [name(file), ' '] : null,
    h('span.text', null, text)));

const taskName = (task, watch) =>
  (taskOf(watch.state, task) ? h('a', {href: watchUrl(watch.project, task)}, task) : h('span', null, task));
