// The list of watched projects, and the link to it in the header.
import {askingTasks, isWatched, projectGroups} from '../state/project.js';
import {watchUrl} from '../state/urls.js';
import {plural} from '../views/format.js';
import {h} from '../views/h.js';
import {pill} from '../views/pills.js';
import {name, projectName, statusPill} from './names.js';

/** Nothing if no project was ever watched. */
export function headLink(projects, isShown) {
  if (!projects.length) return [];
  const watched = projects.filter(isWatched).length;
  const asking = projects.reduce((sum, state) => sum + askingTasks(state).length, 0);
  return [h('a.button', {href: watchUrl(), 'aria-current': isShown ? 'page' : null,
    title: `${plural(watched, 'project is', 'projects are')} watched`}, 'Watching',
  h('span.number', null, watched), asking ? pill('urgent', `${asking}`, {title: `${plural(asking, 'task needs', 'tasks need')} you`,
    'aria-label': `${plural(asking, 'task needs', 'tasks need')} you`}) : null)];
}

export function projectsView(projects, selected) {
  if (!projects.length) return [emptyList];
  return [
    h('a.button.small.sessions', {key: 'sessions', href: '#/'}, '← Sessions'),
    ...projectGroups(projects).flatMap((group) => [
      h('h2', {key: group.title, class: group.isUrgent && 'urgent'}, `${group.title} · ${group.projects.length}`),
      ...group.projects.map((state) => item(state, selected)),
    ]),
  ];
}

const emptyList = h('div.empty', null, h('p', null, 'No project is watched.'),
  h('p', null, h('code', null, 'orchestrate watch ~/code/app'), ' watches one and repairs what a saved file breaks.'),
  h('p', null, h('a', {href: '#/'}, 'Sessions')));

function item(state, selected) {
  const {project, request, reason} = state;
  const asking = askingTasks(state);
  return h('a.item', {key: project, href: watchUrl(project), 'aria-current': String(project === selected)},
    h('div.name', null, projectName(state)),
    h('div.where', {title: request.target}, name(request.target)),
    asking.map((task) => h('div.why', {key: task.id}, task.progress.needsYou)),
    reason ? h('div.why', {key: 'reason'}, reason) : null,
    h('div.line', null, statusPill(state), h('span', null, numbers(state))));
}

function numbers({inProgress, pending, failed}) {
  const now = [inProgress.length ? `${inProgress.length} in progress` : '', pending.length ? `${pending.length} pending` : ''];
  return now.filter(Boolean).join(' · ') || (failed.length ? `${failed.length} failed` : 'nothing to do');
}
