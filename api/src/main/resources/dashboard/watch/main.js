// The main part of the page while watched projects are shown.
import {nameOfProject} from '../state/project.js';
import {watchUrl} from '../state/urls.js';
import {words} from '../views/format.js';
import {h} from '../views/h.js';
import {logView} from '../views/log.js';
import {projectView} from './project.js';
import {taskView} from './task.js';

export function watchView(watch, now) {
  const {project, task, state, detail, missing, log} = watch;
  if (!project) return [welcome];
  if (missing && !(task ? detail : state)) return [notThere(watch)];
  if (!task) return [h('div.head.watched', {key: `project ${project}`}, state ? projectView(watch, now) : null)];
  const key = `task ${project} ${task}`;
  return [h('div.head.watched', {key}, taskView(watch, now)), detail ? logView(log, key) : null].filter(Boolean);
}

/** The title of the browser's tab. */
export function watchTitle({state}, count = 0) {
  const mark = count ? `(${count}) ` : '';
  if (!state) return `${mark}Watching · Orchestrator`;
  return `${mark}${nameOfProject(state)} · ${words(state.status)}`;
}

const welcome = h('div.empty', {key: 'welcome'}, h('h1', null, 'Watched projects'),
  h('p', null, 'Save a file, and what broke is repaired, verified, or escalated.'),
  h('p', null, 'Watch a project: ', h('code', null, 'orchestrate watch ~/code/app --test "npm test"')));

const notThere = ({project, task, missing}) => h('div.empty', {key: 'missing'},
  h('h1', null, task ? 'No such task' : 'No such project'), h('p', null, missing),
  h('p', null, h('a', {href: watchUrl(task ? project : '')}, task ? 'The project' : 'All projects')));
