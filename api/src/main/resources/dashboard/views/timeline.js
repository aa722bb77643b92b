// What happened when: one band for each agent, and the same as a list.
import {timeline} from '../state/timeline.js';
import {duration, hue, plural} from './format.js';
import {h} from './h.js';
import {momentElement} from './time.js';

const WIDTH = 1000;
const HEIGHT = 16;
/** What took no time is still seen. */
const WIDTH_MIN = 4;
const KINDS = {plan: 'plans', work: 'works', review: 'reviews', fix: 'fixes', wait: 'waits', recovery: 'recovered'};

/** @param marks {recoveries, waits, starts}, see state/timeline.js */
export function timelineView(session, marks, now) {
  const {from, to, rows} = timeline(session, marks, now);
  if (!rows.length) return null;
  const used = new Set(rows.flatMap(({bars}) => bars.map(({kind}) => kind)));
  const count = rows.reduce((sum, {bars}) => sum + bars.length, 0);
  return h('details.team.timeline', {key: 'timeline', open: true},
    h('summary', null, 'Timeline'),
    h('ul.legend', {key: 'legend', 'aria-hidden': 'true'}, Object.entries(KINDS).filter(([kind]) => used.has(kind))
      .map(([kind, word]) => h('li', {key: kind, class: kind}, word))),
    h('div.bands', {key: 'bands', 'aria-hidden': 'true'}, rows.map((row) => band(row, from, to))),
    h('div.scale', {key: 'scale', 'aria-hidden': 'true'}, momentElement(iso(from), now), h('span', null, duration(iso(from), iso(to), now)), momentElement(iso(to), now)),
    h('details.as-list', {key: 'as-list'}, h('summary', null, `As a list · ${plural(count, 'entry', 'entries')}`),
      h('ol', {tabindex: 0, 'aria-label': 'What happened when'}, inOrder(rows).map((bar) => entry(bar, now)))));
}

const iso = (millis) => new Date(millis).toISOString();

/** The text of a band is in the list, so the drawing may be stretched to any width. */
const band = ({who, bars}, from, to) => h('div.band', {key: who, class: hue(who)}, h('span.who', null, who),
  h('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', height: HEIGHT}, bars.map((one) => bar(one, from, to))));

function bar(one, from, to) {
  const scale = WIDTH / (to - from);
  const width = Math.max(WIDTH_MIN, Math.round((one.to - one.from) * scale));
  const x = Math.min(WIDTH - width, Math.round((one.from - from) * scale));
  const isMark = one.kind === 'recovery';
  return h('rect', {key: one.key, class: one.kind, x, y: isMark ? 0 : 3, width, height: isMark ? HEIGHT : HEIGHT - 6}, h('title', null, `${one.run}: ${one.text}`));
}

const inOrder = (rows) => rows.flatMap(({bars}) => bars).sort((a, b) => a.from - b.from);

const entry = (bar, now) => h('li', {key: bar.key, class: hue(bar.who)}, momentElement(iso(bar.from), now), ' ',
  h('span.who', null, bar.who === bar.run ? bar.who : `${bar.who} · ${bar.run}`), ` ${bar.who === 'you' ? 'asked' : KINDS[bar.kind]}: ${bar.text}`,
  bar.kind === 'recovery' ? '' : h('small', null, ` ${duration(iso(bar.from), iso(bar.to), now)}${bar.isOpen ? ' so far' : ''}`));
