// What a session is and where it stands.
import {nameOf, reportUrl} from '/api.js';
import {cards} from '/cards.js';
import {h} from '/dom.js';
import {atLeast, cost, dateOf, duration, firstLine, timeOf, tokens, words} from '/format.js';
import {needs, needsYou} from '/needs.js';
import {result} from '/result.js';
import {reviews} from '/reviews.js';

const TONE = {done: 'ok', failed: 'bad', stopped: 'warn'};

export function phasePill(session) {
  if (needsYou(session)) return h('span.pill.urgent', null, 'needs you');
  if (session.hold.kind !== 'none') return h('span.pill.warn', null, words(session.hold.kind));
  const tone = TONE[session.phase] ?? (session.open ? 'active' : '');
  return h(tone ? `span.pill.${tone}` : 'span.pill', null, session.outcome ?? session.phase);
}

/** @param act what can be done: stop, pause, resume, review, abort(run) */
export function head(state, act, recoveries, answers, now) {
  return [
    needs(state, act, answers, now),
    h('div.titles', null,
      h('a.button.small.back', {href: '#/', 'data-key': 'back'}, '← Sessions'),
      h('h1', {title: state.prompt}, firstLine(state.prompt) || state.session),
      h('div.actions', null, ...actions(state, act))),
    h('div.now', null, phasePill(state),
      h('span.step', null, state.currentStep ? h('b', null, state.currentStep) : over(state)),
      h('span.percent', null, `${state.progressPercent} %`)),
    h('progress', {max: 100, value: state.progressPercent, 'aria-label': 'Progress'}),
    ...banners(state),
    h('div.facts', null, ...facts(state)),
    state.prompt.trim() === firstLine(state.prompt) ? null
      : h('details.prompt', null, h('summary', null, 'Whole prompt'), h('pre', null, state.prompt)),
    result(state),
    recoveries.section(),
    h('div.cards', null, ...cards(state, act.abort)),
    reviews(state),
  ];
}

const over = (state) => (state.endedAt ? `ended ${dateOf(state.endedAt)}` : '');

function actions(state, act) {
  const ended = !state.open;
  const paused = state.hold.kind === 'paused';
  const resumable = ended && !state.superseded && ['stopped', 'failed'].includes(state.phase);
  const ending = ['done', 'stopped', 'failed'].includes(state.phase);
  return [
    ended && state.key ? h('a.button.small', {href: reportUrl(nameOf(state)), target: '_blank', rel: 'noopener',
      'data-key': 'report'}, 'Report') : null,
    h('a.button.small', {href: state.links.temporal, target: '_blank', rel: 'noopener noreferrer',
      'data-key': 'temporal'}, 'Temporal ↗'),
    resumable ? h('button.button.small.primary', {type: 'button', onclick: act.resume, 'data-key': 'resume',
      title: 'Go on from its finished work'}, 'Resume') : null,
    ended || ending || paused ? null
      : h('button.button.small', {type: 'button', onclick: act.review, 'data-key': 'review', title: 'Have it reviewed now'}, 'Review'),
    ended || ending ? null : paused
      ? h('button.button.small.primary', {type: 'button', onclick: act.resume, 'data-key': 'go-on', title: 'Go on (p)'}, 'Resume')
      : h('button.button.small', {type: 'button', onclick: act.pause, 'data-key': 'pause', title: 'Pause (p)'}, 'Pause'),
    ended || ending ? null
      : h('button.button.small.danger', {type: 'button', onclick: act.stop, 'data-key': 'stop'}, 'Stop'),
  ];
}

function banners(state) {
  const all = [];
  if (state.superseded) {
    all.push(h('div.banner.plain', {'data-key': 'newer'}, 'This execution was resumed. ',
      h('a', {href: `#/s/${encodeURIComponent(state.session)}`}, 'See the one that goes on')));
  }
  if (state.resumedFrom) {
    all.push(h('div.banner.plain', {'data-key': 'older'}, `Goes on from the finished work of ${state.resumedFrom}.`));
  }
  if (state.hold.kind !== 'none' && !needsYou(state)) all.push(holdBanner(state.hold));
  for (const trouble of troubles(state)) all.push(troubleBanner(trouble));
  if (state.reason) all.push(h(state.phase === 'failed' ? 'div.banner.bad' : 'div.banner.plain', null, state.reason));
  if (state.note) all.push(h('div.banner.plain', {role: 'status'}, state.note));
  return all;
}

/** What does not work right now; what a person is asked about already is not said twice. */
export const troubles = (session) =>
  (session.troubles ?? []).filter((trouble) => !session.hold.reason.includes(trouble.reason));

function troubleBanner(trouble) {
  const tries = trouble.attempts ? `, ${trouble.attempts} ${trouble.attempts === 1 ? 'attempt' : 'attempts'}` : '';
  const next = trouble.nextAt ? `, next at ${timeOf(trouble.nextAt)}` : '';
  return h('div.banner.warn', {role: 'status'}, h('b', null, trouble.run ? `${trouble.run}: ${trouble.step}` : trouble.step),
    `${trouble.reason} ${trouble.remedy} `, h('small', null, `since ${dateOf(trouble.since)}${tries}${next}`));
}

function holdBanner(hold) {
  const title = {needs_you: 'This session needs you', paused: 'Paused', waiting: 'Waiting'}[hold.kind] ?? hold.kind;
  const since = hold.since ? ` since ${dateOf(hold.since)}` : '';
  const until = hold.until ? `, until ${dateOf(hold.until)}` : '';
  return h('div.banner.warn', {role: 'status'}, h('b', null, title), hold.reason, ' ',
    h('small', null, `${since}${until}`.trim()));
}

function facts(state) {
  const usage = state.usage;
  return [
    fact('id', state.session),
    state.target ? fact('target', state.target) : null,
    state.crew ? fact('crew', state.crew) : null,
    fact('time', duration(state.startedAt, state.open ? null : state.endedAt)),
    usage.inputTokens + usage.outputTokens > 0
      ? fact('tokens', `${atLeast(usage.tokensAtLeast)}${tokens(usage.inputTokens)} in · ${tokens(usage.outputTokens)} out`)
      : null,
    usage.inputTokens + usage.outputTokens > 0 ? fact('cost', cost(usage.costUsd, usage.costAtLeast)) : null,
    state.open && state.lastChecked ? fact('checked', `${duration(state.lastChecked)} ago`) : null,
  ];
}

const fact = (name, value) => h('span', null, `${name} `, h('b', null, value));
