// One card per assignment: who, what, how it goes, what it costs.
import {h} from '/dom.js';
import {cost, duration, hue, tokens, words} from '/format.js';

const TONE = {running: 'active', done: 'ok', failed: 'bad', stopped: 'warn', waiting: ''};

export function cards(state) {
  const newest = new Map();
  for (const activity of state.activity ?? []) {
    const known = newest.get(activity.run);
    if (!known || known.launch <= activity.launch) newest.set(activity.run, activity);
  }
  return state.assignments.map((assignment) => card(assignment, newest.get(assignment.run)));
}

function card(a, activity) {
  const live = activity?.live ?? {lastTool: '', inputTokens: 0, outputTokens: 0};
  const element = h('article.card', {'aria-label': `${a.run} ${a.role}`},
    h('header', null, h('span.run', null, a.run || a.agent), h('span.role', null, a.role), pill(a)),
    h('h3', {title: a.title}, a.title),
    live.lastTool ? h('div.tool', {title: live.lastTool}, `› ${live.lastTool}`) : null,
    a.note ? h(a.status === 'waiting' ? 'div.note.calm' : 'div.note', null, a.note) : null,
    figures(a, live));
  element.classList.add(hue(a.agent));
  if (a.status === 'waiting') element.classList.add('idle');
  return element;
}

const pill = (a) => h(['span.pill', TONE[a.status]].filter(Boolean).join('.'), null, words(a.status));

function figures(a, live) {
  const started = a.launches > 0;
  const input = Math.max(a.usage.inputTokens, live.inputTokens);
  const output = Math.max(a.usage.outputTokens, live.outputTokens);
  const dollars = a.usage.costUsd ?? live.costUsd;
  return h('dl', null,
    a.startedAt ? figure('time', duration(a.startedAt, a.endedAt)) : null,
    started ? figure('tokens', `${tokens(input)} in · ${tokens(output)} out`) : null,
    started ? figure('cost', cost(dollars), dollars === undefined ? 'weak' : '') : null,
    a.launches > 1 ? figure('launches', String(a.launches), 'strong') : null,
    started ? null : figure('share', `${a.weight} %`),
    !started && a.dependsOn.length ? figure('after', a.dependsOn.join(', ')) : null);
}

const figure = (name, value, tone) =>
  h('div', null, h('dt', null, name), h(tone ? `dd.${tone}` : 'dd', null, value));
