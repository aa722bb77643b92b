// The watcher's heartbeat and health checks.
import {isWatched} from '../state/project.js';
import {duration, plural} from '../views/format.js';
import {h} from '../views/h.js';
import {pill} from '../views/pills.js';
import {agoElement, timeElement} from '../views/time.js';
import {name} from './names.js';

/** Three heartbeats. */
const STALE_MILLIS = 90_000;

export const isStale = (state, now) => isWatched(state) && Boolean(state.health)
  && now - Date.parse(state.health.heartbeatAt) > STALE_MILLIS;

export function health(state, now) {
  const {health: all} = state;
  return h('section.panel.health-checks', {key: 'health', 'aria-label': 'Health'}, h('h2', null, 'Health'),
    all ? found(state, all, now) : h('p.none', null, 'The watcher has not reported yet. It does every 30 s while a worker runs: ',
      h('code', null, 'orchestrate up'), ' starts one.'));
}

const found = (state, all, now) => [
  h('p', {key: 'heartbeat'}, heartbeatPill(state, now), ' heartbeat ',
    timeElement(all.heartbeatAt, `${duration(all.heartbeatAt, null, now)} ago`)),
  h('p', {key: 'mode'}, `${all.mode} on ${plural(all.files, 'file', 'files')} in ${plural(all.directories, 'directory', 'directories')}`,
    all.lastChangeAt ? [', last change ', agoElement(all.lastChangeAt, now)] : null),
  all.note ? h('p.note', {key: 'note'}, all.note) : null,
  all.checks?.length ? h('ul', {key: 'checks'}, all.checks.map(check)) : null,
  all.checkedAt ? h('small', {key: 'checked'}, 'checked ', agoElement(all.checkedAt, now), ` in ${all.checkMillis} ms`) : null,
];

function heartbeatPill(state, now) {
  if (!isWatched(state)) return pill('', 'not watching');
  return isStale(state, now) ? pill('bad', 'silent') : pill('ok', 'alive');
}

const check = ({name: what, isGood, words}) => h('li', {key: what}, pill(isGood ? 'ok' : 'bad', isGood ? 'good' : 'bad'),
  h('b', null, what), h('span', null, name(words)));
