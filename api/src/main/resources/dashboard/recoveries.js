// What died, how it was recovered from, and what was lost: always told, and never left to the log alone.
import {h} from '/dom.js';
import {hue, timeOf} from '/format.js';

const KEPT_MAX = 200;
const TIER = {1: 're-attached', 2: 'resumed', 3: 'handed over'};

export class Recoveries {
  constructor() {
    this.events = [];
    this.total = 0;
  }

  /** True where the event is one of ours. */
  add(event) {
    if (event.type !== 'recovery') return false;
    this.total++;
    this.events.push(event);
    if (this.events.length > KEPT_MAX) this.events.shift();
    return true;
  }

  section() {
    if (!this.total) return null;
    const newest = [...this.events].reverse();
    return h('details.recoveries', {open: true, 'data-key': 'recoveries'},
      h('summary', null, `Recoveries · ${this.total}`, worst(newest)),
      h('ol', {'aria-label': 'Recoveries, newest first'}, newest.map(item)));
  }
}

/** Without opening it one sees whether anything was lost. */
function worst(events) {
  const lost = events.filter((event) => event.data.lost && event.data.lost !== 'nothing').length;
  return h(lost ? 'span.pill.warn' : 'span.pill.ok', null, lost ? `something lost in ${lost}` : 'nothing lost');
}

function item(event) {
  const {tier, cause, lost} = event.data;
  const element = h('li', {'data-key': String(event.id)},
    h('time', {datetime: event.at, title: event.at}, timeOf(event.at)),
    h('span.who', null, event.run || 'session'),
    h(tier ? `span.pill.tier-${Number(tier)}` : 'span.pill', null, tier ? `tier ${tier} · ${TIER[tier] ?? ''}` : 'recovery'),
    h('span.cause', null, cause || event.text),
    lost ? h(lost === 'nothing' ? 'span.lost.none' : 'span.lost', null, `lost: ${lost}`) : null);
  if (event.agent) element.classList.add(hue(event.agent));
  return element;
}
