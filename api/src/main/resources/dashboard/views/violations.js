// What the guard stopped, and what agents did without asking it: a count of each run, and the calls, newest first.
import {hue} from './format.js';
import {h} from './h.js';
import {pill} from './pills.js';
import {timeElement} from './time.js';

const HAPPENED = {denied: 'stopped', unguarded: 'not asked', tampered: 'changed'};

export function violationsView(violations) {
  if (!violations.total) return null;
  return h('details.violations', {key: 'violations'},
    h('summary', null, `Violations · ${violations.total}`,
      Object.entries(violations.byRun).map(([run, count]) => pill('bad', `${run || 'session'} ${count}`, {key: `of-${run}`}))),
    h('ol', {tabindex: 0, 'aria-label': 'Violations, newest first'}, [...violations.events].reverse().map(item)));
}

/** An event of a later release may have another record. */
function item(event) {
  const {kind, tool, subject, rule, reason} = event.data.guard ?? {};
  return h('li', {key: String(event.id), class: hue(event.agent)},
    timeElement(event.at),
    h('span.who', null, event.run || 'session'),
    pill('bad', HAPPENED[kind] ?? 'violation'),
    subject ? h('code.call', {dir: 'ltr'}, `${tool}: ${subject}`) : null,
    h('span.cause', null, reason || event.text),
    rule ? h('small', null, `rule ${rule}`) : null);
}
