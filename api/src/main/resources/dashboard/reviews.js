// What reviewers said, round by round, and what was decided. A verdict has its colour and its word.
import {h} from '/dom.js';
import {duration, hue, timeOf, words} from '/format.js';

const VERDICT = {APPROVED: 'ok', CONCERNS: 'warn', BLOCKER: 'bad'};
const DECISION = {CONTINUE: 'ok', LOG_WARNING: 'warn', PAUSE_AND_CLARIFY: 'bad', STOP_AND_ESCALATE: 'bad'};

const pill = (tone, text) => h(tone ? `span.pill.${tone}` : 'span.pill', null, text);
const lower = (wire) => words(wire.toLowerCase());

export function reviews(state) {
  const {reviews: all = [], decisions = [], items = []} = state.teamwork ?? {};
  const answered = items.filter((item) => item.answer);
  if (!all.length && !decisions.length && !answered.length) return null;
  const rounds = [...new Set([...all, ...decisions].map((one) => one.round))].sort((a, b) => b - a);
  const newest = decisions.at(-1);
  return h('details.team.reviews', {open: true, 'data-key': 'reviews'},
    h('summary', null, `Reviews · ${all.length}`, newest ? pill(DECISION[newest.decision], lower(newest.decision)) : null),
    h('ol', {'aria-label': 'Reviews and decisions, newest round first'},
      rounds.map((round) => h('li', {'data-key': `round-${round}`}, h('h4', null, `Round ${round}`),
        decisions.filter((one) => one.round === round).map((one) => decision(one, state)),
        all.filter((one) => one.round === round).map(review))),
      answered.length ? h('li', {'data-key': 'answers'}, h('h4', null, 'Answers'), answered.map(answer)) : null));
}

function decision(decided) {
  return h('div.decision', null, pill(DECISION[decided.decision], lower(decided.decision)),
    h('span.what', null, decided.carriedOutAs), h('span.why', null, decided.why),
    h('time', {datetime: decided.at, title: decided.at}, timeOf(decided.at)));
}

function review(one) {
  const element = h('div.review', {'data-key': one.run},
    h('div.line', null,
      one.verdict ? pill(VERDICT[one.verdict], one.verdict.toLowerCase()) : pill('active', 'under way'),
      h('b.who', null, one.reviewer), ` on ${one.reviewed || 'the result'}`,
      one.sameVendor ? h('span.pill', {title: 'The same program has written it, which agrees with itself more easily'}, 'same vendor') : null,
      h('small', null, `${one.run} · ${one.trigger}`),
      h('time', {datetime: one.startedAt, title: one.startedAt}, duration(one.startedAt, one.endedAt))),
    one.summary ? h('p', null, one.summary) : null,
    one.points.length ? h('ul', null, one.points.map((point) => h('li', null, point))) : null);
  element.classList.add(hue(one.reviewer));
  return element;
}

function answer(item) {
  const {choice, text, by, via, at} = item.answer;
  const who = [by, via ? `(${via})` : ''].filter(Boolean).join(' ');
  return h('div.decision', {'data-key': `answer-${item.id}`}, pill('active', choice || 'text'),
    h('span.what', null, text || item.question), h('span.why', null, `${item.id}${who ? ` · ${who}` : ''}`),
    h('time', {datetime: at, title: at}, timeOf(at)));
}
