// What happened when, by agent: runs, reviews and fixes, waits for the user, and recoveries.
import {activityByRun} from './session.js';

const YOU = 'you';
const SESSION = 'session';
const KIND = {plan: 'plan', work: 'work', fix: 'fix', merge: 'fix'};
const ANSWERED_BY_ITSELF = 'settled by itself';

/**
 * @param recoveries events, see recoveries.js; waits of runs, see waits.js; their starts, see starts.js
 * @param now in milliseconds
 * @return {from, to, rows: [{who, bars: [{key, kind, from, to, isOpen, run, text}]}]}; times are in milliseconds
 */
export function timeline(session, {recoveries, waits = [], starts = []}, now) {
  const from = Date.parse(session.startedAt);
  const to = Math.max(from + 1000, session.endedAt ? Date.parse(session.endedAt) : now);
  const spans = [...runs(session), ...earlier(session, starts), ...reviews(session), ...questions(session), ...holds(session), ...limits(session, waits, now), ...recoveries.map(recovery)];
  const bars = spans.map(({start, end, ...bar}) => {
    const begin = clamp(Date.parse(start), from, to);
    return {...bar, from: begin, to: clamp(end ? Date.parse(end) : to, begin, to), isOpen: !end};
  });
  const names = [...new Set(bars.map(({who}) => who))].sort((a, b) => rank(a) - rank(b));
  return {from, to, rows: names.map((who) => ({who, bars: bars.filter((bar) => bar.who === who).sort((a, b) => a.from - b.from)}))};
}

/** Agents first, in the order of their first bar. */
const rank = (who) => (who === YOU ? 1 : who === SESSION ? 2 : 0);

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function runs(session) {
  const reviewing = new Set((session.teamwork?.reviews ?? []).map(({run}) => run));
  return session.assignments.filter((a) => a.startedAt && !reviewing.has(a.run)).map((a) => ({
    key: `${a.id} ${a.run}`, who: a.agent, kind: KIND[a.kind] ?? 'review', start: a.startedAt, end: ended(a, session), run: a.run, text: `${a.title}: ${a.status.replaceAll('_', ' ')}`}));
}

/** Runs whose assignment another run has taken on since. Each lasted until the last that was read of it. */
function earlier(session, starts) {
  const known = new Set([...session.assignments, ...(session.teamwork?.reviews ?? [])].map(({run}) => run));
  const last = activityByRun(session);
  const kinds = new Map(session.assignments.map(({title, kind}) => [title, kind]));
  return starts.filter(({run}) => !known.has(run)).map(({run, at, title}) => ({
    key: `earlier ${run} ${at}`, who: last.get(run)?.agent ?? run.replace(/-\d+$/, ''), kind: KIND[kinds.get(title) ?? 'work'] ?? 'review',
    start: at, end: last.get(run)?.lastEventAt ?? at, run, text: `${title}: another run went on with it`}));
}

/** What a session leaves unfinished ends with it. */
const ended = (a, session) => a.endedAt ?? session.endedAt;

const reviews = (session) => (session.teamwork?.reviews ?? []).map((one) => ({
  key: `review ${one.run}`, who: one.reviewer, kind: 'review', start: one.startedAt, end: ended(one, session), run: one.run,
  text: `reviews ${one.reviewed || 'the result'}: ${one.verdict ? one.verdict.toLowerCase() : 'running'}`}));

const questions = (session) => (session.teamwork?.items ?? []).map((item) => ({
  key: `item ${item.id} ${item.since}`, who: YOU, kind: 'wait', start: item.since, end: item.answer?.at ?? session.endedAt, run: item.id,
  text: `${item.question} ${answered(item)}`.trim()}));

const answered = ({answer}) => (answer ? `(${answer.choice === ANSWERED_BY_ITSELF ? answer.choice : `answer: ${answer.choice || 'text'}`})` : '(open)');

/** A run that waited for the end of a usage limit, until it went on or ended. */
const limits = (session, waits, now) => waits.map(({run, from, until}) => {
  const its = session.assignments.find((a) => a.run === run);
  const isOver = Date.parse(until) <= now || !session.open;
  const end = [until, its?.endedAt, session.endedAt].filter(Boolean).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return {key: `limit ${run} ${from}`, who: its?.agent ?? SESSION, kind: 'wait', start: from, end: isOver || its?.endedAt ? end : null, run, text: 'usage limit'};
});

function holds(session) {
  const {hold, open} = session;
  const waiting = open && hold.since && hold.kind === 'waiting'
    ? [{key: 'hold', who: SESSION, kind: 'wait', start: hold.since, end: null, run: SESSION, text: hold.reason}] : [];
  return [...pauses(session), ...waiting];
}

/** From each pause to what ended it. */
function pauses({controls = [], endedAt}) {
  const found = [];
  for (const {action, at, by} of controls) {
    const last = found.at(-1);
    if (action === 'pause') found.push({key: `pause ${at}`, who: SESSION, kind: 'wait', start: at, end: null, run: SESSION, text: `paused${by ? ` by ${by}` : ''}`});
    else if (['resume', 'stop'].includes(action) && last) last.end ??= at;
  }
  return found.map((pause) => ({...pause, end: pause.end ?? endedAt}));
}

const recovery = (event) => ({
  key: `recovery ${event.id}`, who: event.agent || SESSION, kind: 'recovery', start: event.at, end: event.at, run: event.run || SESSION,
  text: `recovered: ${event.data?.cause || event.text}`});
