import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, NOW} from '../support/sessions.js';
import {HASH, asking, attempt, detail, ended, project, result, task, tested, working} from '../support/watches.js';

const {watchView} = await load('watch/main.js');
const {newWatch} = await load('state/watch.js');

const watching = (queued, told, own = {}) => ({...newWatch({project: 'shop-1f2e3d4c', task: queued.id}),
  state: project({[queued.status === 'pending' ? 'pending' : queued.result ? 'completed' : 'inProgress']: [queued]}), detail: told, ...own});
const shown = (queued, own = {}, more = {}) => watchView(watching(queued, detail(queued, own), more), NOW);
const buttons = (described) => all(described, 'button').map(textOf);

test('an unknown task shows the message and a link to its project', () => {
  const main = watchView({...newWatch({project: 'shop', task: 'task_x'}), state: project(), missing: 'There is no task `task_x`.'}, NOW);

  assert.match(textOf(main), /No such task.*There is no task `task_x`/);
  assert.equal(first(main, 'a').props.href, '#/watch/shop');
});

test('before the first answer the page waits', () => {
  assert.match(textOf(watchView(newWatch({project: 'shop', task: 'task_x'}), NOW)), /Waiting for the task/);
});

test('a task that has not begun shows what changed and why it waits', () => {
  const queued = task({waits: 'another task works on src/price.py'});
  const main = watchView(watching(queued, {task: queued}), NOW);

  assert.match(textOf(main), /waiting.*another task works on src\/price\.py.*What changed · 1 file.*modified.*src\/price\.py/);
});

test('the first tests show command, exit code, note and the last lines of the output', () => {
  const panel = first(shown(working(), {first: tested({note: 'Red again when it was run again.'})}), '.tested');

  assert.match(textOf(panel), /red.*pytest -q.*exit code 1 after 840 ms.*tests\/test_price\.py.*Red again.*E  assert 3 == 4/);
  assert.equal(first(panel, 'details').props.open, true);
  assert.equal(first(panel, '[output]').props.onclick.path, '/api/v1/watches/shop-1f2e3d4c/tasks/task_0a1b2c3d/output?attempt=0');
});

test('the tests at the end are shown unless they were the first', () => {
  const titles = (last) => all(shown(ended('fixed', {result: result('fixed', {tested: last})})), '.tested').map((one) => textOf(first(one, 'h2')));

  assert.deepEqual(titles(tested()), ['Tests before any repair']);
  assert.deepEqual(titles(tested({output: 'artifact:2', status: 'green', millis: 1234})), ['Tests before any repair', 'Tests at the end']);
});

test('tests that cannot run are not called red', () => {
  const panel = first(shown(ended('cannot_test'), {first: tested({status: 'cannot_run', exitCode: 127})}), '.tested');

  assert.equal(textOf(first(panel, '.pill')), 'cannot run');
});

test('attempts stand in their order with who, outcome, diff and output', () => {
  const both = [attempt(), attempt({number: 2, strategist: '', strategy: HASH, outcome: 'Green.', result: 'green', fixer: 'claude'})];
  const section = first(shown(working(), {attempts: both}), '.attempts');
  const [one, two] = first(section, 'ol').children;

  assert.match(textOf(one), /Attempt 1.*red.*strategy by claude, repaired by codex.*still red.*1 file changed: src\/price\.py.*Round half up/);
  assert.deepEqual(buttons(one), ['Diff', 'Output of the tests']);
  assert.match(textOf(two), /Attempt 2.*green.*basic strategy, repaired by claude.*Green\./);
  assert.deepEqual(buttons(two), ['Strategy', 'Diff', 'Output of the tests']);
  assert.equal(first(two, '[output]').props.onclick.path, '/api/v1/watches/shop-1f2e3d4c/tasks/task_0a1b2c3d/output?attempt=2');
});

test('a repair that needs the user has its reason and the decision on top', () => {
  const main = shown(asking());

  assert.match(textOf(first(main, '[needs]')), /removes an assertion/);
  assert.deepEqual(buttons(first(main, '[needs]')), ['Show the diff', 'Apply', 'Drop']);
  assert.deepEqual(buttons(first(main, '.actions')), []);
});

test('the repair is shown as a diff, and a missing one with the reason', () => {
  const diff = (own) => textOf(first(first(
    shown(ended('fixed'), {}, {diff: {of: HASH, text: null, error: '', ...own}}), '.repair'), '.diff'));

  assert.match(diff({text: '+<b>new</b>'}), /^\+<b>new<\/b>/);
  assert.equal(diff({error: 'It is gone.'}), 'It is gone.');
  assert.equal(first(shown(working()), '.repair'), undefined);
});

test('a long diff is described once', () => {
  const kept = {of: HASH, text: '+line\n'.repeat(3000), error: ''};
  const lines = () => first(shown(ended('fixed'), {}, {diff: kept}), '.diff').children;

  assert.equal(lines()[0], lines()[0]);
  assert.equal(lines().length, 3000);
});

test('an ended task links to its ledger and can be undone', () => {
  const queued = ended('fixed', {result: result('fixed', {ledger: HASH})});
  const main = shown(queued);

  assert.equal(first(main, '[Ledger]').props.href, '/api/v1/watches/shop-1f2e3d4c/tasks/task_fixed/ledger');
  assert.deepEqual(buttons(first(main, '.actions')), ['Undo']);
  assert.match(textOf(first(shown(ended('fixed', {undone: true})), '[now]')), /undone.*taken back/);
});

test('a repair that is kept as a branch says how to take it, quoted for a shell', () => {
  const queued = ended('kept', {result: result('kept', {branch: 'fix/a b'})});

  assert.match(textOf(first(shown(queued), '[branch]')), /git merge 'fix\/a b'/);
});

test('of a task with very many files the first hundred are shown', () => {
  const files = Array.from({length: 500}, (_, i) => ({path: `f${i}`, kind: 'created', hash: ''}));
  const list = first(shown(task({files, filesTotal: 2013})), '.changed');

  assert.equal(all(list, 'li').length, 101);
  assert.match(textOf(list), /2013 files.*and 1913 more/);
});

test('the events of its agents are shown below', () => {
  assert.ok(first(shown(working()), '.log'));
});

test('hostile texts stay text everywhere', () => {
  const queued = working({files: [{path: HOSTILE, kind: 'created', hash: ''}]});
  const main = shown(queued, {
    first: tested({tail: HOSTILE, note: HOSTILE, command: HOSTILE, tests: [HOSTILE]}),
    attempts: [attempt({strategy: HOSTILE, strategist: HOSTILE, fixer: HOSTILE, outcome: HOSTILE, files: [HOSTILE]})],
  }, {diff: {of: HASH, text: HOSTILE, error: ''}});

  assert.ok(textOf(main).split(HOSTILE).length > 10);
  assert.ok(!tags(main).has('img'));
});
