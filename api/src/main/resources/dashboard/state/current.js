// The shown session: its newest snapshot, its log, recoveries and violations, and the user's requests under way.
import {changeLog, emptyLog} from './log.js';
import {changePlan} from './plan.js';
import {noRecoveries, withRecoveries} from './recoveries.js';
import {noStarts, withStarts} from './starts.js';
import {noViolations, withViolations} from './violations.js';
import {noWaits, withWaits} from './waits.js';

export const newCurrent = (name, generation = 0) => ({
  name,                     // as in the URL
  generation,               // counts the executions seen under this name; each starts with an empty log
  session: null,            // the newest snapshot
  missing: '',              // why there is no such session
  log: emptyLog,
  recoveries: noRecoveries,
  violations: noViolations,
  waits: noWaits,           // for the ends of usage limits
  starts: noStarts,         // of runs
  answers: {sending: [], refused: {}},
  plan: null,               // the plan that the user edits, see plan.js
  isSteering: false,
  saying: {isBusy: false, error: ''},  // a message to the agent whose conversation is shown
});

const CHANGES = {
  snapshot: (current, {session}) => takeSnapshot(current, session),
  missing: (current, {text}) => ({...current, missing: text}),
  events: (current, {events}) => ({
    ...current,
    recoveries: withRecoveries(current.recoveries, events),
    violations: withViolations(current.violations, events),
    waits: withWaits(current.waits, events),
    starts: withStarts(current.starts, events),
  }),
  marksLoaded: (current, {events}) => ({
    ...current,
    recoveries: withRecoveries(current.recoveries, events),
    violations: withViolations(current.violations, events),
    waits: withWaits(current.waits, events),
    starts: withStarts(current.starts, events),
  }),
  steering: (current, {busy}) => ({...current, isSteering: busy}),
  saying: (current, {busy, error = ''}) => ({...current, saying: {isBusy: busy, error}}),
  answering: (current, {item}) => ({...current, answers: {
    sending: [...current.answers.sending, item], refused: without(current.answers.refused, item)}}),
  answered: (current, {item}) => ({...current, answers: {
    ...current.answers, sending: current.answers.sending.filter((other) => other !== item)}}),
  answerRefused: (current, {item, text}) => ({...current, answers: {
    sending: current.answers.sending.filter((other) => other !== item), refused: {...current.answers.refused, [item]: text}}}),
};

export function changeCurrent(current, action) {
  const changed = CHANGES[action.type]?.(current, action) ?? current;
  const log = changeLog(changed.log, action);
  const plan = changePlan(changed.plan, action);
  return log === changed.log && plan === changed.plan ? changed : {...changed, log, plan};
}

/** An id names the newest execution, so a snapshot may be that of another one. */
function takeSnapshot(current, session) {
  const isAnother = current.session && current.session.execution !== session.execution;
  const base = isAnother ? newCurrent(current.name, current.generation + 1) : current;
  return {...base, session: neverBack(base.session, session)};
}

/** Progress is an estimate while agents work, and a task that another agent takes over begins anew. A bar that goes back says less than one that waits. */
function neverBack(before, session) {
  const reached = before?.progressPercent ?? 0;
  return session.open && reached > session.progressPercent ? {...session, progressPercent: reached} : session;
}

function without(object, key) {
  const {[key]: _, ...others} = object;
  return others;
}
