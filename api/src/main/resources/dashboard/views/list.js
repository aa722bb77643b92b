// The list of sessions in three groups.
import {nameOf, needsYou, titleOf, troubles} from '../state/session.js';
import {STATUSES, agentsOfList, groups, isFiltered, isSelected, noListFilter, targetsOf} from '../state/sessions.js';
import {pageUrl} from '../state/urls.js';
import {ago, cost, dateOf, duration, plural} from './format.js';
import {h} from './h.js';
import {phasePill, pill} from './pills.js';

/**
 * @param older how many sessions are not listed
 * @param more how many of them a click would list
 * @param filter see state/sessions.js
 * @param found the sessions that match it
 */
export function listView(sessions, selected, now, older = 0, more = 0, filter = noListFilter, found = sessions) {
  if (!sessions.length && !isFiltered(filter)) return [tools(sessions, filter, 0), emptyList];
  const all = groups(found);
  return [
    tools(sessions, filter, found.length + older),
    ...all.flatMap((group) => groupView(group, selected, now)),
    all.length ? null : h('p.hint', {key: 'none', role: 'status'}, 'No session matches.'),
    older > 0 ? olderView(older, more) : null,
  ].filter(Boolean);
}

const tools = (sessions, filter, count) => h('div.list-tools', {key: 'tools', role: 'search', 'aria-label': 'Filter the sessions'},
  h('input', {type: 'search', placeholder: 'Search', 'aria-label': 'Search the sessions', oninput: {do: 'searchList'}}),
  h('div.selects', null,
    select('status', 'State', 'Any state', STATUSES),
    select('target', 'Target', 'Any target', targetsOf(sessions)),
    select('agent', 'Agent', 'Any agent', agentsOfList(sessions))),
  isFiltered(filter) ? h('span.count', {key: 'count', role: 'status'}, plural(count, 'session', 'sessions')) : null);

const select = (field, label, any, values) => h('select', {key: field, 'aria-label': label, onchange: {do: 'filterList', field}},
  h('option', {value: ''}, any), values.map((value) => h('option', {key: value, value}, value)));

const olderView = (older, more) => h('div.older', {key: 'older'},
  h('p', null, `${plural(older, 'older session is', 'older sessions are')} not listed.`),
  more > 0
    ? h('button.button.small', {type: 'button', onclick: {do: 'listMore'}}, `List ${more} more`)
    : h('p', null, h('code', null, 'GET /api/v1/sessions?before=…'), ' lists them.'));

const emptyList = h('div.empty', null, h('p', null, 'No sessions yet.'),
  h('p', null, h('code', null, 'orchestrate "Add a --json flag"')), h('p', null, 'or the button above starts one.'));

const groupView = ({title, isUrgent, sessions}, selected, now) => [
  h('h2', {key: title, class: isUrgent && 'urgent'}, `${title} · ${sessions.length}`),
  ...sessions.map((session) => item(session, selected, now)),
];

function item(session, selected, now) {
  const name = nameOf(session);
  return h('a.item', {key: name, href: pageUrl(name), 'aria-current': String(isSelected(session, selected))},
    h('div.name', null, titleOf(session)),
    h('div.where', {title: session.target}, session.target || session.session),
    session.superseded ? h('div.where', null, 'resumed later') : null,
    session.resumedFrom ? h('div.where', null, `resumes ${session.resumedFrom}`) : null,
    session.open && session.hold.kind !== 'none' ? h('div.why', {class: needsYou(session) ? '' : 'calm'}, whyItWaits(session.hold)) : null,
    troubles(session).map((trouble) => h('div.why', null, `${trouble.step}: ${trouble.reason}`)),
    h('div.line', null, phasePill(session), session.violations ? pill('bad', plural(session.violations, 'violation', 'violations')) : null,
      h('span', {title: `started ${dateOf(session.startedAt)}`}, figures(session, now))),
    session.open ? h('progress', {max: 100, value: session.progressPercent, 'aria-label': 'Progress'}) : null);
}

const whyItWaits = ({reason, until}) => (until ? `${reason}, until ${dateOf(until)}` : reason);

/** Cost and duration, and when it was last active. */
function figures({usage, open, startedAt, endedAt, lastActivity}, now) {
  return [
    usage?.costUsd ? cost(usage.costUsd, usage.costAtLeast) : '',
    duration(startedAt, open ? null : endedAt, now),
    open ? lastActivity && `active ${ago(lastActivity, now)}` : ago(endedAt ?? startedAt, now),
  ].filter(Boolean).join(' · ');
}
