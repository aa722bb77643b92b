// One card per assignment: who, what, how it goes, what it costs.
import {h} from '/dom.js';
import {atLeast, cost, duration, hue, tokens, words} from '/format.js';

const TONE = {running: 'active', done: 'ok', failed: 'bad', stopped: 'warn', waiting: '', needs_you: 'urgent'};
const AT_WORK = new Set(['running', 'needs_you']);

/** @param abort called with the run that is to be aborted */
export function cards(state, abort) {
  const newest = new Map();
  for (const activity of state.activity ?? []) {
    const known = newest.get(activity.run);
    if (!known || known.launch <= activity.launch) newest.set(activity.run, activity);
  }
  const still = state.hold.kind === 'paused';
  return state.assignments.map((a) => card(a, newest.get(a.run), still, state.open && AT_WORK.has(a.status) ? abort : null));
}

function card(a, activity, paused, abort) {
  const live = activity?.live ?? {lastTool: '', inputTokens: 0, outputTokens: 0};
  const element = h('article.card', {'aria-label': `${a.run} ${a.role}`},
    h('header', null, h('span.run', null, a.run || a.agent), h('span.role', null, a.role), kind(a), pill(a, paused)),
    h('h3', {title: a.title}, a.title),
    live.lastTool ? h('div.tool', {title: live.lastTool}, `› ${live.lastTool}`) : null,
    isSilent(a, activity) ? h('div.tool', null, `has printed nothing for ${duration(activity.lastEventAt ?? a.startedAt)}`) : null,
    a.note ? h(a.status === 'waiting' ? 'div.note.calm' : 'div.note', null, a.note) : null,
    h('div.foot', null, figures(a, live), abort ? abortButton(a, abort) : null));
  element.classList.add(hue(a.agent));
  if (a.status === 'waiting') element.classList.add('idle');
  if (a.status === 'needs_you') element.classList.add('urgent');
  return element;
}

/** It may be thinking, or wait for an answer that does not come: some programs say nothing while they try again. */
const isSilent = (a, activity) => a.status === 'running' && activity
  && Date.now() - Date.parse(activity.lastEventAt ?? a.startedAt) > 30000;

/** A run that is paused is not at work, whatever its assignment says. */
function pill(a, paused) {
  if (paused && a.status === 'running') return h('span.pill.warn', null, 'paused');
  return h(['span.pill', TONE[a.status]].filter(Boolean).join('.'), null, words(a.status));
}

/** What is no work of the plan says what it is. */
const kind = (a) => (!a.kind || a.kind === 'work' ? null : h('span.pill.kind', null, a.kind));

const abortButton = (a, abort) => h('button.button.small.danger', {type: 'button', 'data-key': `abort-${a.run}`,
  'aria-label': `Abort ${a.run}`, onclick: () => abort(a.run)}, 'Abort');

function figures(a, live) {
  const started = a.launches > 0;
  const input = Math.max(a.usage.inputTokens, live.inputTokens);
  const output = Math.max(a.usage.outputTokens, live.outputTokens);
  const dollars = a.usage.costUsd ?? live.costUsd;
  return h('dl', null,
    a.startedAt ? figure('time', duration(a.startedAt, a.endedAt)) : null,
    started ? figure('tokens', `${atLeast(a.usage.tokensAtLeast)}${tokens(input)} in · ${tokens(output)} out`) : null,
    started ? figure('cost', cost(dollars, a.usage.costAtLeast), dollars === undefined ? 'weak' : '') : null,
    a.launches > 1 ? figure('launches', String(a.launches), 'strong') : null,
    started || (a.kind && a.kind !== 'work') ? null : figure('share', `${a.weight} %`),
    !started && a.dependsOn.length ? figure('after', a.dependsOn.join(', ')) : null);
}

const figure = (name, value, tone) =>
  h('div', null, h('dt', null, name), h(tone ? `dd.${tone}` : 'dd', null, value));
