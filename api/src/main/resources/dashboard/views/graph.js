// The assignments of a plan and what each waits for: a drawing, and the same as a list.
import {NODE, layout} from '../state/graph.js';
import {hue, plural, words} from './format.js';
import {h} from './h.js';
import {once} from './once.js';

const TITLE_CHARACTERS = 25;
const DRAWN_AT_ONCE_MAX = 40;
const MARK = {running: '▶', done: '✓', failed: '✗', stopped: '■', needs_you: '!', waiting: '○'};

/** Null for a session whose work has no order to show. */
export const graphView = once((session) => {
  const planned = session.assignments.filter(({kind}) => kind !== 'review' && kind !== 'plan');
  if (planned.length < 2) return null;
  return h('details.team.plan-graph', {key: 'graph', open: planned.length <= DRAWN_AT_ONCE_MAX},
    h('summary', null, `Plan · ${plural(planned.length, 'assignment', 'assignments')}`), graph(planned, 'The plan'));
});

/** @param assignments each with id, title, agent, dependsOn and, once the work has begun, status */
export function graph(assignments, name) {
  return [drawing(layout(assignments), name), h('details.as-list', {key: 'as-list'}, h('summary', null, 'As a list'), list(assignments))];
}

function drawing({width, height, nodes, lines}, name) {
  const size = {width: width + 4, height: height + 4};
  return h('div.drawing', {key: 'drawing', tabindex: 0, role: 'group', 'aria-label': `${name}, drawn; the list below says the same`},
    h('svg', {...size, viewBox: `-2 -2 ${size.width} ${size.height}`, 'aria-hidden': 'true'},
      lines.map(({key, from, to}) => h('path', {key, d: curve(from, to)})),
      nodes.map(node)));
}

function curve(from, to) {
  const [x1, y1, x2, y2] = [from.x + NODE.width, from.y + NODE.height / 2, to.x, to.y + NODE.height / 2];
  const bend = (x2 - x1) / 2;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

const node = ({one, x, y}) => h('g', {key: one.id, class: [hue(one.agent), one.status]},
  h('title', null, `${one.title} (${one.id})`),
  h('rect', {x, y, width: NODE.width, height: NODE.height, rx: 7}),
  h('text', {key: 'title', x: x + 10, y: y + 19}, short(one.title || one.id)),
  h('text.who', {key: 'who', x: x + 10, y: y + 36}, short(`${one.agent}${one.status ? ` ${MARK[one.status] ?? ''} ${words(one.status)}` : ''}`)));

const short = (text) => (text.length > TITLE_CHARACTERS ? `${[...text].slice(0, TITLE_CHARACTERS - 1).join('')}…` : text);

const list = (assignments) => h('ol', {tabindex: 0, 'aria-label': 'Assignments'}, assignments.map((one) => h('li', {key: one.id, class: hue(one.agent)},
  h('b', null, one.title || one.id), ` ${one.id} · `, h('span.who', null, one.agent), one.status ? ` · ${words(one.status)}` : '',
  one.dependsOn.length ? ` · after ${one.dependsOn.join(', ')}` : '')));
