// A watched project from top to bottom. Decisions that wait for the user come first.
import {isWatched, nameOfProject, projectControls} from '../state/project.js';
import {watchUrl} from '../state/urls.js';
import {askingKey} from '../state/watch.js';
import {shellWord} from '../views/format.js';
import {h} from '../views/h.js';
import {untilElement} from '../views/time.js';
import {button} from './buttons.js';
import {health, isStale} from './health.js';
import {history, statistics} from './history.js';
import {breakers, spent} from './limits.js';
import {name, statusPill} from './names.js';
import {needs} from './needs.js';
import {attemptsMax, queue} from './queue.js';

export function projectView(watch, now) {
  const {state} = watch;
  return [
    h('div.titles', {key: 'titles'},
      h('a.button.small.back', {key: 'back', href: watchUrl()}, '← Projects'),
      h('h1', {title: state.request.target}, name(nameOfProject(state))),
      h('div.actions', null, actions(watch))),
    h('div.now', {key: 'now'}, statusPill(state), state.reason ? h('span.step', null, h('b', null, state.reason)) : null,
      state.until ? h('span.step', null, untilElement(state.until, now)) : null),
    needs(watch),
    banners(state, now),
    h('div.facts', {key: 'about'}, facts(state.request)),
    breakers(state, now),
    queue(watch, now),
    h('div.panels', {key: 'panels'}, spent(state), statistics(state, now), health(state, now)),
    history(watch, now),
  ];
}

const link = (href) => h('a.button.small', {key: 'temporal', href, target: '_blank', rel: 'noopener noreferrer'}, 'Temporal ↗');

function actions(watch) {
  const {state} = watch;
  const can = projectControls(state);
  const one = (control, text, title, tone = '') => (can[control] ? button(control, tone, {do: 'control', control}, text,
    {title, disabled: watch.asking.includes(askingKey(control))}) : null);
  return [
    state.links?.temporal ? link(state.links.temporal) : null,
    can.start ? button('start', 'primary', {do: 'watchAgain'}, 'Watch again', {disabled: watch.asking.includes(askingKey('start'))}) : null,
    one('resume', 'Resume', 'Begin tasks again (p)', 'primary'),
    one('pause', 'Pause', 'Begin no further task (p)'),
    one('drain', 'Drain', 'Work off the queue, take no new change, then stop'),
    can.stop ? button('stop', 'danger', {do: 'askToControl', control: 'stop'}, 'Stop') : null,
  ];
}

function banners(state, now) {
  const {request, notes} = state;
  return [
    isWatched(state) ? null : h('div.banner.plain', {key: 'stopped', role: 'status'},
      'This project is not watched; its queue is kept, and changes made meanwhile are found. Watch it again: ',
      h('code', null, `orchestrate watch ${shellWord(request.target)}`)),
    state.note ? h('div.banner.bad', {key: 'note', role: 'status'}, state.note) : null,
    !state.note && isStale(state, now) ? h('div.banner.bad', {key: 'silent', role: 'status'},
      'The watcher is silent, so changes wait until it is back. Start a worker: ', h('code', null, 'orchestrate up')) : null,
    request.enabled === false ? h('div.banner.plain', {key: 'reports'},
      'Broken tests are only reported, and no agent starts (AUTO_FIX_ENABLED=false).') : null,
    notes.map((note, i) => h('div.banner.plain', {key: `note-${i}`}, note)),
  ];
}

function facts(request) {
  const {target, paths, test, repair, parallel} = request;
  return [
    fact('directory', name(target)),
    paths?.length ? fact('watches', paths.map((path, i) => [i ? ', ' : '', name(path)])) : null,
    test?.command ? fact('tests', h('code', null, name(test.command))) : null,
    repair?.strategyAgent ? fact('strategy', repair.strategyAgent) : null,
    repair?.fixAgent ? fact('repairs', repair.fixAgent) : null,
    fact('attempts', `up to ${attemptsMax(request)}`),
    fact('at once', parallel),
  ];
}

const fact = (term, value) => h('span', {key: term}, `${term} `, h('b', null, value));
