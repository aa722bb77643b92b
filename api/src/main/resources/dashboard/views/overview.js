// The first screen: what needs the user, and who does what.
import {nameOf, titleOf} from '../state/session.js';
import {pageUrl} from '../state/urls.js';
import {ago, cost, duration, hourly, perHour, plural} from './format.js';
import {h} from './h.js';
import {phasePill, pill} from './pills.js';

export const KINDS = {permission: ['urgent', 'permission'], question: ['urgent', 'question'], budget: ['urgent', 'budget'],
  approval: ['urgent', 'approval'], repair: ['urgent', 'repair'], failed: ['bad', 'failed'], violations: ['bad', 'violations'],
  merge: ['ok', 'ready to merge']};

/** @param entries see state/attention.js */
export function overview(entries, sessions, now) {
  const working = sessions.filter((session) => session.open);
  if (!entries.length && !working.length) return [welcome];
  return [
    h('div.overview', {key: 'overview'},
      h('h1', null, entries.length ? `Needs you · ${entries.length}` : 'Nothing needs you'),
      entries.length ? h('ul.entries', {'aria-label': 'Needs you'}, entries.map((entry) => entryView(entry, now))) : null,
      working.length ? h('h2', null, `At work · ${working.length}`) : null,
      working.length > 1 && sumOf(working, now) ? h('p.sum', {key: 'sum'}, sumOf(working, now)) : null,
      working.length ? h('ul.entries', {key: 'work', 'aria-label': 'At work'}, working.map((session) => workView(session, now))) : null,
      h('p.none', null, h('code', null, 'orchestrate "Add a --json flag" --target ~/code/app'), ' starts a session, and so does ', h('b', null, 'New session'), '.')),
  ];
}

/** What all sessions at work have cost so far, and in each hour since they were started. */
function sumOf(working, now) {
  const costing = working.filter(({usage}) => usage?.costUsd);
  if (!costing.length) return '';
  const sum = costing.reduce((total, {usage}) => total + usage.costUsd, 0);
  const rate = costing.reduce((total, {usage, startedAt}) => total + hourly(usage.costUsd, startedAt, now), 0);
  const isPart = costing.length < working.length || costing.some(({usage}) => usage.costAtLeast);
  return `${cost(sum, isPart)} so far, ${cost(rate)} per hour since each was started`;
}

function entryView({id, kind, title, text, url, at, isNews}, now) {
  const [tone, word] = KINDS[kind];
  return h('li.entry', {key: id, class: isNews ? '' : 'asks'},
    h('div.line', null, pill(tone, word), h('a.name', {href: url}, title), at ? h('small', null, ago(at, now)) : null,
      isNews ? h('button.button.small', {type: 'button', 'aria-label': `Seen: ${title}`, onclick: {do: 'see', ids: [id]}}, 'Seen') : null),
    text ? h('p', null, text) : null);
}

function workView(session, now) {
  const {usage} = session;
  return h('li.entry', {key: nameOf(session)},
    h('div.line', null, phasePill(session), h('a.name', {href: pageUrl(nameOf(session))}, titleOf(session)),
      h('small', null, `${session.progressPercent} %`)),
    session.currentStep ? h('p', null, session.currentStep) : null,
    h('div.facts', null,
      session.crew ? h('span', null, session.crew) : null,
      h('span', null, 'time ', h('b', null, duration(session.startedAt, null, now))),
      h('span', null, 'cost ', h('b', null, cost(usage?.costUsd, usage?.costAtLeast))),
      usage?.costUsd ? h('span', null, perHour(usage.costUsd, session.startedAt, now)) : null,
      session.lastActivity ? h('span', null, `active ${ago(session.lastActivity, now)}`) : null,
      session.violations ? h('span', null, plural(session.violations, 'violation', 'violations')) : null));
}

const welcome = h('div.empty', {key: 'welcome'}, h('h1', null, 'Choose a session'),
  h('p', null, 'See live what its agents do and what they cost.'),
  h('p', null, 'Or start one: ', h('code', null, 'orchestrate "Add a --json flag" --target ~/code/app')));
