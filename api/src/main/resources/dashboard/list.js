// All sessions: what needs you, what works, what is over.
import {nameOf} from '/api.js';
import {h, replace} from '/dom.js';
import {ago, firstLine} from '/format.js';
import {phasePill, troubles} from '/head.js';
import {needsYou} from '/needs.js';

export function drawList(element, sessions, selected) {
  const urgent = sessions.filter((session) => session.open && needsYou(session));
  const open = sessions.filter((session) => session.open && !needsYou(session));
  const over = sessions.filter((session) => !session.open);
  const groups = [group('Needs you', urgent, selected, 'h2.urgent'), group('Open', open, selected, 'h2'),
    group('Finished', over, selected, 'h2')].flat();
  replace(element, groups.length ? groups : [h('div.empty', null, h('p', null, 'No session yet.'),
    h('p', null, h('code', null, 'orchestrate "Add a --json flag"')), h('p', null, 'or the button above starts one.'))]);
}

function group(title, sessions, selected, heading) {
  if (!sessions.length) return [];
  return [h(heading, null, `${title} · ${sessions.length}`), ...sessions.map((session) => item(session, selected))];
}

function item(session, selected) {
  const name = nameOf(session);
  return h('a.item', {href: `#/s/${encodeURIComponent(name)}`, 'data-key': name,
    'aria-current': String(name === selected || (session.session === selected && !session.superseded))},
    h('div.name', null, firstLine(session.prompt) || session.session),
    h('div.where', {title: session.target}, session.target || session.session),
    session.superseded ? h('div.where', null, 'resumed since') : null,
    session.resumedFrom ? h('div.where', null, `resumes ${session.resumedFrom}`) : null,
    needsYou(session) ? h('div.why', null, session.hold.reason) : null,
    ...troubles(session).map((trouble) => h('div.why', null, `${trouble.step}: ${trouble.reason}`)),
    h('div.line', null, phasePill(session), h('span', null, ago(session.startedAt))),
    session.open ? h('progress', {max: 100, value: session.progressPercent, 'aria-label': 'Progress'}) : null);
}
