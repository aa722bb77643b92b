// Reviews by round, the decisions that followed, and the user's answers.
import {duration, hue, words} from './format.js';
import {h} from './h.js';
import {pill} from './pills.js';
import {timeElement} from './time.js';

const VERDICT = {APPROVED: 'ok', CONCERNS: 'warn', BLOCKER: 'bad'};
const DECISION = {CONTINUE: 'ok', LOG_WARNING: 'warn', PAUSE_AND_CLARIFY: 'bad', STOP_AND_ESCALATE: 'bad'};

export function reviews(session, now) {
  const {reviews: all = [], decisions = [], items = []} = session.teamwork ?? {};
  const answered = items.filter((item) => item.answer);
  if (!all.length && !decisions.length && !answered.length) return null;
  const rounds = [...new Set([...all, ...decisions].map((one) => one.round))].sort((a, b) => b - a);
  const newest = decisions.at(-1);
  return h('details.team.reviews', {key: 'reviews', open: true},
    h('summary', null, `Reviews · ${all.length}`, newest ? decisionPill(newest) : null),
    h('ol', {tabindex: 0, 'aria-label': 'Reviews and decisions, newest round first'},
      rounds.map((round) => h('li', {key: `round-${round}`}, h('h3', null, `Round ${round}`),
        decisions.filter((one) => one.round === round).map(decisionLine),
        all.filter((one) => one.round === round).map((one) => reviewBlock(one, now)))),
      answered.length ? h('li', {key: 'answers'}, h('h3', null, 'Answers'), answered.map(answerLine)) : null));
}

const decisionPill = ({decision}) => pill(DECISION[decision], words(decision.toLowerCase()));

const decisionLine = (one) => h('div.decision', null, decisionPill(one),
  h('span.what', null, one.carriedOutAs), h('span.why', null, one.why), timeElement(one.at));

function reviewBlock(one, now) {
  return h('div.review', {key: one.run, class: hue(one.reviewer)},
    h('div.line', null,
      one.verdict ? pill(VERDICT[one.verdict], one.verdict.toLowerCase()) : pill('active', 'running'),
      h('b.who', null, one.reviewer), ` on ${one.reviewed || 'the result'}`,
      one.sameVendor ? pill('', 'same vendor', {title: 'The program that wrote it reviews it, and tends to agree with itself'}) : null,
      h('small', null, `${one.run} · ${one.trigger}`),
      timeElement(one.startedAt, duration(one.startedAt, one.endedAt, now))),
    one.summary ? h('p', null, one.summary) : null,
    one.points.length ? h('ul', null, one.points.map((point) => h('li', null, point))) : null);
}

function answerLine({id, question, answer: {choice, text, by, via, at}}) {
  const who = [by, via ? `(${via})` : ''].filter(Boolean).join(' ');
  return h('div.decision', {key: `answer-${id}`}, pill('active', choice || 'text'),
    h('span.what', null, text || question), h('span.why', null, `${id}${who ? ` · ${who}` : ''}`), timeElement(at));
}
