// One card per assignment: agent, status, last tool call, time, tokens and cost.
import {activityByRun, isPaused, nameOf} from '../state/session.js';
import {runUrl} from '../state/urls.js';
import {cost, duration, hue, inAndOut, words} from './format.js';
import {h} from './h.js';
import {pill} from './pills.js';

const SILENT_MILLIS = 30_000;
const TONE = {running: 'active', done: 'ok', failed: 'bad', stopped: 'warn', waiting: '', needs_you: 'urgent'};
const ABORTABLE = ['running', 'needs_you'];
const RANKS = ['needs_you', 'running', 'failed', 'waiting'];
const OVER = ['done', 'stopped'];
const AFTER_SHOWN_MAX = 5;
const NO_ACTIVITY = {lastTool: '', inputTokens: 0, outputTokens: 0};

/** What is going on comes first, and what is over is folded. */
export function cards(session, now) {
  const activities = activityByRun(session);
  const describe = (assignment) => card(assignment, activities.get(assignment.run), session, now);
  const current = inOrder(session.assignments.filter(isCurrent));
  const over = session.assignments.filter((assignment) => !isCurrent(assignment));
  return [
    current.length ? h('div.cards', {key: 'cards'}, current.map(describe)) : null,
    over.length ? h('details.over', {key: 'over', open: !current.length},
      h('summary', null, `Finished · ${over.length}`), h('div.cards', null, over.map(describe))) : null,
  ].filter(Boolean);
}

const isCurrent = ({status}) => !OVER.includes(status);

/** Of equal status the order of the plan stays. */
const inOrder = (assignments) => [...assignments].sort((one, other) => rank(one) - rank(other));

const rank = (a) => RANKS.indexOf(a.status);

function card(a, activity, session, now) {
  const live = activity?.live ?? NO_ACTIVITY;
  const canAbort = session.open && ABORTABLE.includes(a.status);
  return h('article.card', {key: a.id, 'aria-label': `${a.run} ${a.role}`, class: [hue(a.agent), CARD[a.status]]},
    h('header', null, h('span.run', null, a.run || a.agent), h('span.role', null, a.role), kindPill(a), statusPill(a, session)),
    h('h3', {title: a.title}, a.launches > 0 ? h('a', {href: runUrl(nameOf(session), a.run)}, a.title) : a.title),
    live.lastTool ? h('div.tool', {key: 'tool', title: live.lastTool}, `› ${live.lastTool}`) : null,
    isSilent(a, activity, now)
      ? h('div.tool', {key: 'silent'}, `no output for ${duration(activity.lastEventAt ?? a.startedAt, null, now)}`) : null,
    a.status === 'waiting' && waitingFor(a, session) ? h('div.note.calm', {key: 'waits'}, waitingFor(a, session)) : null,
    a.note ? h('div.note', {key: 'note', class: a.status === 'waiting' && 'calm'}, a.note) : null,
    h('div.foot', {key: 'foot'}, h('dl', null, figures(a, live, now)), canAbort ? abortButton(a) : null));
}

const CARD = {waiting: 'idle', needs_you: 'urgent'};

/** The agent may be thinking, or waiting for a service: some programs print nothing while they retry. */
const isSilent = (a, activity, now) => a.status === 'running' && activity
  && now - Date.parse(activity.lastEventAt ?? a.startedAt) > SILENT_MILLIS;

/** The assignments of a paused session are still called running. */
const statusPill = (a, session) => (isPaused(session) && a.status === 'running'
  ? pill('warn', 'paused') : pill(TONE[a.status], words(a.status)));

const isPlannedWork = (a) => !a.kind || a.kind === 'work';

const kindPill = (a) => (isPlannedWork(a) ? null : pill('kind', a.kind));

const abortButton = (a) => h('button.button.small.danger', {key: `abort-${a.run}`, type: 'button',
  'aria-label': `Abort ${a.run}`, onclick: {do: 'askToAbort', run: a.run}}, 'Abort');

/** Why it does not run yet. */
function waitingFor(a, session) {
  if (!session.open) return '';
  if (isPaused(session)) return 'waits until the session is resumed';
  const done = session.assignments.filter(({status}) => status === 'done').map(({id}) => id);
  const missing = a.dependsOn.filter((id) => !done.includes(id));
  return missing.length ? `waits for ${few(missing)}` : 'starts as soon as its agent is free';
}

function figures(a, live, now) {
  const isStarted = a.launches > 0;
  const input = Math.max(a.usage.inputTokens, live.inputTokens);
  const output = Math.max(a.usage.outputTokens, live.outputTokens);
  const dollars = a.usage.costUsd ?? live.costUsd;
  return [
    a.startedAt ? figure('time', duration(a.startedAt, a.endedAt, now)) : null,
    isStarted ? figure('tokens', inAndOut(input, output, a.usage.tokensAtLeast)) : null,
    isStarted ? figure('cost', cost(dollars, a.usage.costAtLeast), dollars === undefined ? 'weak' : '') : null,
    a.violations > 0 ? figure('violations', a.violations, 'strong') : null,
    a.launches > 1 ? figure('launches', a.launches, 'strong') : null,
    !isStarted && isPlannedWork(a) ? figure('share', `${a.weight} %`) : null,
  ];
}

const few = (ids) => (ids.length <= AFTER_SHOWN_MAX
  ? ids.join(', ') : `${ids.slice(0, AFTER_SHOWN_MAX).join(', ')} and ${ids.length - AFTER_SHOWN_MAX} more`);

const figure = (name, value, tone) => h('div', {key: name}, h('dt', null, name), h('dd', {class: tone}, value));
