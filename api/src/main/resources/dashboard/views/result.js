// The result so far: plan, checks, changes, left-out files and budget.
import {budget} from './budget.js';
import {isInTarget, isOver} from '../state/result.js';
import {plural} from './format.js';
import {h} from './h.js';
import {pill} from './pills.js';
import {decisionRow} from './settle.js';

const CHECKS = {GREEN: ['ok', 'green'], RED: ['bad', 'red'], CANNOT_RUN: ['warn', 'could not run'], NOTHING: ['', 'nothing to run']};
const UNTOUCHED = {GREEN: 'green before any change', RED: 'red before any change, too'};

export function result(session) {
  const team = session.teamwork;
  if (!team) return null;
  const rows = [
    row('plan', 'plan', plan(team.plan)),
    row('checks', 'checks', checks(team.verification)),
    row('made', 'result', changes(session, team.result)),
    row('left-out', 'left out', leftOut(team.leftOut)),
    row('budget', 'budget', budget(team.spending)),
  ].filter(Boolean);
  return rows.length ? h('section.team.result', {key: 'result', 'aria-label': 'Plan, checks, result and budget'}, rows) : null;
}

const row = (key, name, content) =>
  content && h('div.row', {key}, h('span.name', null, name), h('div.value', null, content));

const small = (text) => (text ? h('small', null, text) : null);

function plan(plan) {
  if (!plan?.source) return null;
  return [h('b', null, plan.source === 'agent' ? 'by the architect' : 'fixed split'), plan.note ? h('span', null, plan.note) : null];
}

function checks(verification) {
  if (!verification) return null;
  const {status, command, guessedFrom, exitCode, seconds, tail, untouched, note} = verification.verified;
  const [tone, word] = CHECKS[status.toUpperCase()] ?? ['', status];
  return [
    pill(tone, word),
    command ? h('code', null, command) : null,
    command ? small(`exit code ${exitCode} after ${seconds} s${guessedFrom ? `, guessed from ${guessedFrom}` : ''}`) : null,
    verification.commit ? small(`at ${verification.commit.slice(0, 10)}`) : null,
    untouched && status.toUpperCase() === 'RED' ? small(UNTOUCHED[untouched.toUpperCase()] ?? '') : null,
    small(note),
    tail ? h('details.tail', {key: 'tail'}, h('summary', null, 'Last lines'), h('pre', {tabindex: 0, 'aria-label': 'Last lines of the checks'}, tail)) : null,
  ];
}

function changes(session, made) {
  if (!made) return null;
  return [
    h('span', null, `${plural(made.files, 'file', 'files')} `, h('b.plus', null, `+${made.insertions}`), ' ', h('b.minus', null, `−${made.deletions}`)),
    isInTarget(made) ? small('directly in the target') : made.branch ? h('code', null, made.branch) : null,
    made.files ? h('button.button.small', {key: 'diff', type: 'button', onclick: {do: 'showChanges'}}, 'Show the changes') : null,
    isOver(made) ? pill(made.fate === 'merged' ? 'ok' : '', made.fate) : null,
    isOver(made) ? small(made.outcome) : null,
    decisionRow(session, made),
    small(made.note),
  ];
}

/** Files in the agents' checkouts that are not part of the result. */
function leftOut(all) {
  if (!all?.length) return null;
  return h('details', {key: 'left-out-list'},
    h('summary', null, `${plural(all.length, 'thing is', 'things are')} not in the result`),
    h('ul', null, all.map(({path, words, agent, kept}) => h('li', null, h('code', null, path), ` ${words}`,
      agent ? ` (${agent})` : '', kept ? h('small', null, ' kept in ', h('code', null, kept)) : null))));
}
