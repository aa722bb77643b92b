// What came of it so far: plan, the user's checks, what was changed and how to take it, and what it has used.
import {diff, nameOf} from '/api.js';
import {byId, h} from '/dom.js';
import {atLeast, cost, tokens} from '/format.js';

const CHECKS = {GREEN: ['ok', 'green'], RED: ['bad', 'red'], CANNOT_RUN: ['warn', 'could not run'], NOTHING: ['', 'nothing to run']};
const BEFORE = {GREEN: 'green without any change', RED: 'red without any change too'};
const DIFF_LINES_MAX = 5000;
const SAFE = /^[A-Za-z0-9_./:=@%+-]+$/;

export function result(state) {
  const team = state.teamwork;
  if (!team) return null;
  const rows = [plan(team.plan), checks(team.verification), made(state, team.result), leftOut(team.leftOut), budget(team.spending)].filter(Boolean);
  return rows.length ? h('section.team.result', {'aria-label': 'Plan, checks, result and budget', 'data-key': 'result'}, rows) : null;
}

const row = (key, name, ...content) => h('div.row', {'data-key': key}, h('span.name', null, name), h('div.value', null, ...content));

function plan(made) {
  if (!made?.source) return null;
  return row('plan', 'plan', h('b', null, made.source === 'agent' ? 'by the architect' : 'fixed split'),
    made.note ? h('span', null, made.note) : null);
}

function checks(verification) {
  if (!verification) return null;
  const {status, command, guessedFrom, exitCode, seconds, tail, untouched, note} = verification.verified;
  const [tone, word] = CHECKS[status.toUpperCase()] ?? ['', status];
  return row('checks', 'checks', h(tone ? `span.pill.${tone}` : 'span.pill', null, word),
    command ? h('code', null, command) : null,
    command ? h('small', null, `exit code ${exitCode} after ${seconds} s${guessedFrom ? `, guessed from ${guessedFrom}` : ''}`) : null,
    verification.commit ? h('small', null, `at ${verification.commit.slice(0, 10)}`) : null,
    untouched && status.toUpperCase() === 'RED' ? h('small', null, BEFORE[untouched.toUpperCase()] ?? '') : null,
    note ? h('small', null, note) : null,
    tail ? h('details.tail', {'data-key': 'tail'}, h('summary', null, 'Last lines'), h('pre', null, tail)) : null);
}

function made(state, what) {
  if (!what) return null;
  const inTarget = what.isolation.toUpperCase() === 'NONE';
  const id = SAFE.test(state.session) ? state.session : `'${state.session.replaceAll("'", "'\\''")}'`;
  return row('made', 'result',
    h('span', null, `${what.files} ${what.files === 1 ? 'file' : 'files'} `, h('b.plus', null, `+${what.insertions}`), ' ', h('b.minus', null, `−${what.deletions}`)),
    inTarget ? h('small', null, 'in the target itself') : what.branch ? h('code', null, what.branch) : null,
    what.files ? h('button.button.small', {type: 'button', onclick: () => showDiff(nameOf(state), state.prompt), 'data-key': 'diff'}, 'Show the diff') : null,
    what.files && !inTarget && !state.open ? h('span', null, 'take it: ', h('code', null, `orchestrate merge ${id}`)) : null,
    what.note ? h('small', null, what.note) : null);
}

/** What lies, or lay, in agents' checkouts and is in no result. */
function leftOut(all) {
  if (!all?.length) return null;
  return row('left-out', 'left out', h('details', {'data-key': 'left-out-list'},
    h('summary', null, `${all.length} ${all.length === 1 ? 'thing is' : 'things are'} not in the result`),
    h('ul', null, all.map((one) => h('li', null, h('code', null, one.path), ` ${one.words}`, one.agent ? ` (${one.agent})` : '',
      one.kept ? h('small', null, ' kept in ', h('code', null, one.kept)) : null)))));
}

function budget(spent) {
  if (!spent) return null;
  return row('budget', 'budget',
    meter('rounds', spent.rounds, spent.roundsMax, `${spent.rounds} of ${spent.roundsMax}`),
    meter('time', spent.minutes, spent.minutesMax, `${spent.minutes} of ${spent.minutesMax} min`),
    meter('cost', spent.dollars ?? 0, spent.dollarsMax, `${cost(spent.dollars, spent.dollarsAtLeast)} of $${spent.dollarsMax}`),
    meter('tokens', spent.tokens, spent.tokensMax, `${atLeast(spent.tokensAtLeast)}${tokens(spent.tokens)} of ${tokens(spent.tokensMax)}`));
}

function meter(name, used, most, text) {
  const full = most > 0 && used >= most * 0.8;
  return h(full ? 'span.meter.full' : 'span.meter', {'data-key': name}, `${name} `, h('b', null, text),
    h('progress', {max: most || 1, value: Math.min(used, most || 1), 'aria-label': `${name}: ${text}`}));
}

/** Once as it is now, in a dialog of its own: it may be long. */
async function showDiff(name, prompt) {
  const dialog = byId('diff');
  const pre = h('pre.diff', {tabindex: 0, 'aria-label': 'Changes'}, 'Loading …');
  dialog.replaceChildren(h('div.diff-frame', null,
    h('div.buttons', null, h('h2', {id: 'diff-title'}, 'What was changed'),
      h('button.button', {type: 'button', onclick: () => dialog.close()}, 'Close')), pre));
  dialog.showModal();
  try {
    pre.replaceChildren(...lines(await diff(name)));
  } catch (refused) {
    pre.replaceChildren(h('span.del', null, refused.message));
  }
}

function lines(text) {
  const all = text.split('\n');
  const shown = all.slice(0, DIFF_LINES_MAX).map((line) => {
    const kind = tone(line);
    return h(kind ? `span.${kind}` : 'span', null, `${line}\n`);
  });
  const left = all.length - DIFF_LINES_MAX;
  return left > 0 ? [...shown, h('span.at', null, `… and ${left} lines more: orchestrate diff`)] : shown;
}

function tone(line) {
  if (/^(diff |index |--- |\+\+\+ |new file|deleted file|rename |similarity )/.test(line)) return 'file';
  if (line.startsWith('@@')) return 'at';
  return line.startsWith('+') ? 'add' : line.startsWith('-') ? 'del' : '';
}
