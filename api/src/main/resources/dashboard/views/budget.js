// The budget: how much of each limit is used.
import {atLeast, cost, tokens} from './format.js';
import {h} from './h.js';

const NEARLY_FULL = 0.8;

export function budget(spent) {
  if (!spent) return null;
  return [
    meter('rounds', spent.rounds, spent.roundsMax, `${spent.rounds} of ${spent.roundsMax}`),
    meter('time', spent.minutes, spent.minutesMax, `${spent.minutes} of ${spent.minutesMax} min`),
    meter('cost', spent.dollars ?? 0, spent.dollarsMax, `${cost(spent.dollars, spent.dollarsAtLeast)} of $${spent.dollarsMax}`),
    meter('tokens', spent.tokens, spent.tokensMax, `${atLeast(spent.tokensAtLeast)}${tokens(spent.tokens)} of ${tokens(spent.tokensMax)}`),
  ];
}

/** A bar with its text. */
export function meter(name, used, max, text) {
  const isNearlyFull = max > 0 && used >= max * NEARLY_FULL;
  return h('span.meter', {key: name, class: isNearlyFull && 'full'}, `${name} `, h('b', null, text),
    h('progress', {max: max || 1, value: Math.min(used, max || 1), 'aria-label': `${name}: ${text}`}));
}
