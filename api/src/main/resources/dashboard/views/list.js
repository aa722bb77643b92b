// The list of sessions in three groups.
import {nameOf, needsYou, titleOf, troubles} from '../state/session.js';
import {groups, isSelected} from '../state/sessions.js';
import {pageUrl} from '../state/urls.js';
import {ago, plural} from './format.js';
import {h} from './h.js';
import {phasePill, pill} from './pills.js';

/**
 * @param older how many sessions are not listed
 * @param more how many of them a click would list
 */
export function listView(sessions, selected, now, older = 0, more = 0) {
  const all = groups(sessions);
  if (!all.length) return [emptyList];
  return [...all.flatMap((group) => groupView(group, selected, now)), ...(older > 0 ? [olderView(older, more)] : [])];
}

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
    needsYou(session) ? h('div.why', null, session.hold.reason) : null,
    troubles(session).map((trouble) => h('div.why', null, `${trouble.step}: ${trouble.reason}`)),
    h('div.line', null, phasePill(session), session.violations ? pill('bad', plural(session.violations, 'violation', 'violations')) : null,
      h('span', null, ago(session.startedAt, now))),
    session.open ? h('progress', {max: 100, value: session.progressPercent, 'aria-label': 'Progress'}) : null);
}
