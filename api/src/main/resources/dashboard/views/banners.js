// Banners above a session's details: resumed executions, holds, troubles, the reason of its end.
import {needsYou, troubles} from '../state/session.js';
import {pageUrl} from '../state/urls.js';
import {dateOf, plural, timeOf} from './format.js';
import {h} from './h.js';

const HOLD = {needs_you: 'This session needs you', paused: 'Paused', waiting: 'Waiting'};

export function banners(session) {
  return [
    session.superseded ? h('div.banner.plain', {key: 'newer'}, 'This execution was resumed. ',
      h('a', {href: pageUrl(session.session)}, 'Show the newer one')) : null,
    session.resumedFrom ? h('div.banner.plain', {key: 'older'}, `Continues from the finished work of ${session.resumedFrom}.`) : null,
    session.hold.kind !== 'none' && !needsYou(session) ? holdBanner(session.hold) : null,
    troubles(session).map(troubleBanner),
    session.reason ? h('div.banner', {key: 'reason', class: session.phase === 'failed' ? 'bad' : 'plain'}, session.reason) : null,
    session.note ? h('div.banner.plain', {key: 'note', role: 'status'}, session.note) : null,
  ];
}

function holdBanner(hold) {
  const since = hold.since ? ` since ${dateOf(hold.since)}` : '';
  const until = hold.until ? `, until ${dateOf(hold.until)}` : '';
  return h('div.banner.warn', {key: 'hold', role: 'status'}, h('b', null, HOLD[hold.kind] ?? hold.kind), hold.reason, ' ',
    h('small', null, `${since}${until}`.trim()));
}

function troubleBanner({run, step, reason, remedy, since, attempts, nextAt}) {
  const tries = attempts ? `, ${plural(attempts, 'attempt', 'attempts')}` : '';
  const next = nextAt ? `, next at ${timeOf(nextAt)}` : '';
  return h('div.banner.warn', {key: `trouble-${run}-${step}`, role: 'status'}, h('b', null, run ? `${run}: ${step}` : step),
    `${reason} ${remedy} `, h('small', null, `since ${dateOf(since)}${tries}${next}`));
}
