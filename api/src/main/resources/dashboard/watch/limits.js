// What keeps tasks from beginning: open breakers, and what agents have used up beside what they may.
import {meter} from '../views/budget.js';
import {cost, plural, tokens} from '../views/format.js';
import {h} from '../views/h.js';
import {pill} from '../views/pills.js';
import {untilElement} from '../views/time.js';
import {name} from './names.js';

export function breakers({breakers: all}, now) {
  if (!all.length) return null;
  return h('section.panel.breakers', {key: 'breakers', 'aria-label': 'Open breakers'}, h('h2', null, `Open breakers · ${all.length}`),
    h('ul', null, all.map((breaker) => h('li', {key: breaker.file}, breakerLine(breaker, now)))));
}

const breakerLine = ({file, failures, until, isTrying}, now) => [
  pill('warn', isTrying ? 'tries one' : 'open'),
  file ? name(file) : h('b', null, 'the whole project'),
  h('span', null, plural(failures, 'failed task', 'failed tasks')),
  isTrying ? h('span', null, 'One task is tried now. If it succeeds, the breaker closes.')
    : h('span', null, 'No task begins ', untilElement(until, now), '; then one is tried. “Try now” on a task does not wait.'),
];

const SPAN = {hour: 'In the last hour', day: 'In the last 24 hours'};

export function spent({spent: all}) {
  if (!all.length) return null;
  return h('section.panel.spent', {key: 'spent', 'aria-label': 'Used by agents'}, h('h2', null, 'Used by agents'),
    all.map((one) => h('div.span', {key: one.span, role: 'group', 'aria-label': SPAN[one.span] ?? one.span}, h('h3', null, SPAN[one.span] ?? one.span), meters(one))));
}

const minutes = (count) => String(Math.round(count * 10) / 10);

const meters = ({dollars, tokens: used, minutes: time, allowed}) => [
  allowed.dollars ? meter('cost', dollars ?? 0, allowed.dollars, `${used ? cost(dollars) : '$0'} of $${allowed.dollars}`) : null,
  allowed.tokens ? meter('tokens', used, allowed.tokens, `${tokens(used)} of ${tokens(allowed.tokens)}`) : null,
  allowed.minutes ? meter('time', time, allowed.minutes, `${minutes(time)} of ${allowed.minutes} min`) : null,
];
