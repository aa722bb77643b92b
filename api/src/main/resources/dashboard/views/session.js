// A session from top to bottom. Open items come first.
import {controls, hasLongPrompt, nameOf, titleOf} from '../state/session.js';
import {apiPath} from '../state/urls.js';
import {banners} from './banners.js';
import {cards} from './cards.js';
import {copyButton} from './copy.js';
import {cost, dateOf, duration, inAndOut} from './format.js';
import {graphView} from './graph.js';
import {h} from './h.js';
import {needs} from './needs.js';
import {phasePill} from './pills.js';
import {recoveriesView} from './recoveries.js';
import {result} from './result.js';
import {reviews} from './reviews.js';
import {timelineView} from './timeline.js';
import {violationsView} from './violations.js';

const CARDS_FIRST_MAX = 20;

export function sessionView({session, recoveries, violations, waits, starts, answers, plan}, now) {
  const drawings = [graphView(session), timelineView(session, {recoveries: recoveries.events, waits, starts}, now)];
  return [
    needs(session, answers, now, plan),
    h('div.titles', {key: 'titles'},
      h('a.button.small.back', {key: 'back', href: '#/'}, '← Sessions'),
      h('h1', {title: session.prompt}, titleOf(session)),
      h('div.actions', null, actions(session))),
    h('div.now', {key: 'now'}, phasePill(session),
      h('span.step', null, session.currentStep ? h('b', null, session.currentStep) : ended(session)),
      h('span.percent', null, `${session.progressPercent} %`)),
    h('progress', {key: 'progress', max: 100, value: session.progressPercent, 'aria-label': 'Progress'}),
    banners(session),
    h('div.facts', {key: 'facts'}, facts(session, now)),
    hasLongPrompt(session)
      ? h('details.prompt', {key: 'prompt'}, h('summary', null, 'Whole prompt'), h('pre', {tabindex: 0, 'aria-label': 'Prompt'}, session.prompt)) : null,
    result(session),
    recoveriesView(recoveries),
    violationsView(violations),
    session.assignments.length ? h('h2.unseen', {key: 'agents'}, 'Agents') : null,
    // Below very many cards nobody would find the drawings.
    ...(session.assignments.length > CARDS_FIRST_MAX ? [drawings, cards(session, now)] : [cards(session, now), drawings]),
    reviews(session, now),
  ];
}

const ended = (session) => (session.endedAt ? `ended ${dateOf(session.endedAt)}` : '');

const link = (key, href, text) => h('a.button.small', {key, href, target: '_blank', rel: 'noopener noreferrer'}, text);

const button = (key, tone, intent, text, title = null) =>
  h('button.button.small', {key, class: tone, type: 'button', title, onclick: {do: intent}}, text);

function actions(session) {
  const can = controls(session);
  return [
    can.report ? link('report', apiPath(nameOf(session), 'report'), 'Report') : null,
    link('temporal', session.links.temporal, 'Temporal ↗'),
    can.archive ? button('archive', '', 'archive', 'Archive', 'Take it out of the list; the state “archived” finds it again') : null,
    can.unarchive ? button('unarchive', '', 'unarchive', 'Unarchive', 'Put it back into the list') : null,
    can.resume ? button('resume', 'primary', 'resume', 'Resume', 'Resume from its finished work') : null,
    can.review ? button('review', '', 'review', 'Review', 'Have its work reviewed now') : null,
    can.unpause ? button('go-on', 'primary', 'resume', 'Resume', 'Resume (p)') : null,
    can.pause ? button('pause', '', 'pause', 'Pause', 'Pause (p)') : null,
    can.stop ? button('stop', 'danger', 'askToStop', 'Stop') : null,
  ];
}

function facts(session, now) {
  const {usage} = session;
  const isUsed = usage.inputTokens + usage.outputTokens > 0;
  return [
    fact('id', session.session, copyButton(session.session, 'the id')),
    session.target ? fact('target', session.target, copyButton(session.target, 'the target')) : null,
    session.crew ? fact('crew', session.crew) : null,
    fact('time', duration(session.startedAt, session.open ? null : session.endedAt, now)),
    isUsed ? fact('tokens', inAndOut(usage.inputTokens, usage.outputTokens, usage.tokensAtLeast)) : null,
    isUsed ? fact('cost', cost(usage.costUsd, usage.costAtLeast)) : null,
    session.open && session.lastChecked ? fact('checked', `${duration(session.lastChecked, null, now)} ago`) : null,
  ];
}

const fact = (name, value, after = null) => h('span', {key: name}, `${name} `, h('b', null, value), after);
