// The recoveries of a session, newest first.
import {lossCount} from '../state/recoveries.js';
import {hue} from './format.js';
import {h} from './h.js';
import {pill} from './pills.js';
import {timeElement} from './time.js';

const TIER = {1: 're-attached', 2: 'resumed', 3: 'handed over'};

export function recoveriesView(recoveries) {
  if (!recoveries.total) return null;
  const losses = lossCount(recoveries);
  return h('details.recoveries', {key: 'recoveries', open: true},
    h('summary', null, `Recoveries · ${recoveries.total}`,
      losses ? pill('warn', `something lost in ${losses}`) : pill('ok', 'nothing lost')),
    h('ol', {tabindex: 0, 'aria-label': 'Recoveries, newest first'}, [...recoveries.events].reverse().map(item)));
}

function item(event) {
  const {tier, cause, lost} = event.data;
  return h('li', {key: String(event.id), class: hue(event.agent)},
    timeElement(event.at),
    h('span.who', null, event.run || 'session'),
    tier ? pill(`tier-${Number(tier)}`, `tier ${tier} · ${TIER[tier] ?? ''}`) : pill('', 'recovery'),
    h('span.cause', null, cause || event.text),
    lost ? h('span.lost', {class: lost === 'nothing' && 'none'}, `lost: ${lost}`) : null);
}
