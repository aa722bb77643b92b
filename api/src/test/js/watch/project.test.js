import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE, NOW} from '../support/sessions.js';
import {asking, ended, health, progress, project, result, task, working} from '../support/watches.js';

const {watchTitle, watchView} = await load('watch/main.js');
const {newWatch, askingKey} = await load('state/watch.js');

const watching = (state, own = {}) => ({...newWatch({project: 'shop-1f2e3d4c', task: ''}), state, ...own});
const shown = (own = {}, more = {}) => watchView(watching(project(own), more), NOW);
const buttons = (described) => all(described, 'button').map(textOf);
const actions = (own, more) => buttons(first(shown(own, more), '.actions'));

test('without a project the page says how to watch one', () => {
  const main = watchView(newWatch({project: '', task: ''}), NOW);

  assert.match(textOf(main), /orchestrate watch ~\/code\/app --test "npm test"/);
});

test('an unknown project shows the message and a link to all', () => {
  const main = watchView({...newWatch({project: 'x', task: ''}), missing: 'No project `x` is watched.'}, NOW);

  assert.match(textOf(main), /No such project.*No project `x` is watched/);
  assert.equal(first(main, 'a').props.href, '#/watch');
});

test('before the first answer the head is empty', () => {
  assert.deepEqual(first(watchView(watching(null), NOW), '.head').children, []);
});

test('status, reason and the end of a wait are shown', () => {
  const now = textOf(first(shown({reason: 'The hour’s budget of $5 is used up.', until: '2026-01-01T10:30:40Z'}), '[now]'));

  assert.match(now, /watching.*The hour’s budget of \$5 is used up\..*until .*, in 30 min 00 s/);
});

test('each status has the controls that apply to it', () => {
  assert.deepEqual(actions(), ['Pause', 'Drain', 'Stop']);
  assert.deepEqual(actions({reason: 'The budget is used up.'}), ['Resume', 'Pause', 'Drain', 'Stop']);
  assert.deepEqual(actions({status: 'paused', reason: 'paused by ana'}), ['Resume', 'Drain', 'Stop']);
  assert.deepEqual(actions({status: 'draining'}), ['Resume', 'Pause', 'Stop']);
  assert.deepEqual(actions({status: 'stopping'}), []);
  assert.deepEqual(actions({status: 'stopped'}), ['Watch again']);
});

test('the button of a control under way is disabled', () => {
  const main = shown({}, {asking: [askingKey('pause')]});

  assert.equal(first(main, '[pause]').props.disabled, true);
  assert.equal(first(main, '[drain]').props.disabled, false);
});

test('a project that is not watched says what to type, quoted for a shell', () => {
  const request = {...project().request, target: "/code/it's here"};

  assert.match(textOf(first(shown({status: 'stopped', request}), '[stopped]')), /orchestrate watch '\/code\/it'\\''s here'$/);
});

test('the four parts of the queue are shown with their tasks', () => {
  const main = shown({inProgress: [working()], pending: [task({id: 'task_2'}), task({id: 'task_3'})],
    failed: [ended('escalated')], completed: []});

  assert.deepEqual(all(main, '.part').map((part) => textOf(first(part, 'h2'))),
    ['In progress · 1', 'Pending · 2', 'Failed · 1', 'Completed · 0']);
  assert.match(textOf(all(main, '.part').at(-1)), /No task has been completed/);
});

test('an empty queue says what makes a task', () => {
  assert.match(textOf(first(shown(), '[no-task]')), /Save a file of the project/);
});

test('a task shows file, step, attempt, end of its wait and cost, and links to its page', () => {
  const waiting = progress({step: 'waiting', words: 'waits before the next attempt', until: '2026-01-01T10:01:00Z'});
  const row = first(shown({inProgress: [working({progress: waiting, priority: 'high'})]}), '[task_0a1b2c3d]');

  assert.match(textOf(row), /waiting.*src\/price\.py.*high priority.*waits before the next attempt.*attempt 2 of 5.*until .*, in 20 s.*cost \$0\.120/);
  assert.equal(first(row, 'a').props.href, '#/watch/shop-1f2e3d4c/task_0a1b2c3d');
});

test('the attempts are those that the request allows', () => {
  const request = {...project().request, repair: {retriesMax: 2}};

  assert.match(textOf(first(shown({request, inProgress: [working()]}), '[attempt]')), /attempt 2 of 2/);
});

test('a pending task says why it waits and until when', () => {
  const row = first(shown({pending: [task({waits: 'the breaker of src/price.py is open', waitsUntil: '2026-01-01T10:02:00Z', retries: 2})]}),
    '[task_0a1b2c3d]');

  assert.match(textOf(row), /waiting.*the breaker of src\/price\.py is open.*queued again 2 times.*until .*, in 1 min 20 s/);
});

test('a task of many files names the first and counts the others', () => {
  assert.match(textOf(first(shown({pending: [task({filesTotal: 2013})]}), '[task_0a1b2c3d]')), /src\/price\.py and 2012 more/);
  assert.match(textOf(first(shown({pending: [task({files: [], filesTotal: 0, description: 'a look at everything'})]}), 'h3')),
    /a look at everything/);
});

test('each part of the queue has its controls', () => {
  const of = (state) => buttons(first(shown(state), '.task'));

  assert.deepEqual(of({pending: [task()]}), ['Drop']);
  assert.deepEqual(of({pending: [task({waits: 'the breaker is open'})]}), ['Try now', 'Drop']);
  assert.deepEqual(of({inProgress: [working()]}), ['Drop']);
  assert.deepEqual(of({failed: [ended('escalated')]}), ['Try again']);
  assert.deepEqual(of({completed: [ended('fixed')]}), ['Undo']);
  assert.deepEqual(of({completed: [ended('fixed', {undone: true})]}), []);
  assert.deepEqual(of({completed: [ended('kept')]}), []);
});

test('every outcome has words of its own', () => {
  const word = (outcome, own) => textOf(first(first(shown({completed: [ended(outcome, own)]}), '.task'), '.pill'));

  assert.deepEqual(['green', 'fixed', 'kept', 'red_before', 'dropped', 'reported', 'cannot_test', 'escalated', 'failed', 'interrupted']
    .map((outcome) => word(outcome)), ['green', 'fixed', 'kept as a branch', 'red before', 'dropped', 'red, only reported',
    'cannot test', 'escalated', 'failed', 'interrupted']);
  assert.equal(word('fixed', {undone: true}), 'undone');
  assert.equal(word('of_tomorrow'), 'of tomorrow');
});

test('a repair that needs the user stands before everything but the title, with its reason, diff, Apply and Drop', () => {
  const main = shown({inProgress: [asking()]});
  const needs = first(main, '[needs]');

  assert.deepEqual(first(main, '.head').children.slice(0, 3).map(({key}) => key), ['titles', 'now', 'needs']);
  assert.match(textOf(needs), /src\/price\.py.*removes an assertion/);
  assert.deepEqual(buttons(needs), ['Show the diff', 'Apply', 'Drop']);
  assert.deepEqual(first(needs, '[apply]').props.onclick, {do: 'askToControl', control: 'apply', task: 'task_11111111'});
  assert.equal(first(needs, '[diff]').props.onclick.path, '/api/v1/watches/shop-1f2e3d4c/tasks/task_11111111/diff');
  assert.deepEqual(buttons(first(main, '.tasks')), []);
});

test('breakers say of what they are and until when', () => {
  const breaker = {file: 'src/tax.py', failures: 3, until: '2026-01-01T10:10:40Z', isTrying: false};
  const text = textOf(first(shown({breakers: [breaker, {...breaker, file: '', isTrying: true}]}), '[breakers]'));

  assert.match(text, /open.*src\/tax\.py.*3 failed tasks.*No task begins until .*, in 10 min 00 s/);
  assert.match(text, /tries one.*the whole project.*One task is tried now/);
  assert.equal(first(shown(), '[breakers]'), undefined);
});

test('what agents used stands beside the limits, and a cost that none reported is unavailable', () => {
  const spent = first(shown(), '.spent');

  assert.deepEqual(all(spent, '.meter').map((meter) => textOf(meter)), ['cost $4.50 of $5', 'tokens 90.0k of 5.00M', 'time 12 of 120 min',
    'cost unavailable of $20', 'tokens 90.0k of 20.00M', 'time 12.3 of 480 min']);
  assert.deepEqual(all(spent, '.full').map(({key}) => key), ['cost']);
});

test('while no agent has worked, nothing is spent', () => {
  const spent = [{span: 'hour', tokens: 0, minutes: 0, allowed: {dollars: 5}}];

  assert.match(textOf(first(shown({spent}), '.spent')), /In the last hourcost \$0 of \$5$/);
});

test('the statistics are complete, and a rate of nothing is not a number', () => {
  const text = (own) => textOf(first(shown(own), '.statistics'));

  assert.match(text({}), /uptime2 h 00 minprocessed8succeeded6failed2escalated1success rate75 %/);
  assert.match(text({statistics: {since: '2026-01-01T08:00:00Z', processed: 0, succeeded: 0, failed: 0, escalated: 0}}), /no task has ended yet/);
});

test('the heartbeat has an age, and the health checks have words', () => {
  const text = textOf(first(shown(), '.health-checks'));

  assert.match(text, /alive heartbeat 10 s ago.*inotify on 214 files in 12 directories.*good.*watches 12 directories.*bad.*codex is not logged in/);
  assert.match(textOf(first(shown({health: health({note: 'It polls: max_user_watches is 8192.'})}), '.health-checks')), /It polls/);
  assert.match(textOf(first(shown({health: undefined}), '.health-checks')), /orchestrate up/);
});

test('a silent watcher is said, unless nothing is watched', () => {
  const old = {health: health({heartbeatAt: '2026-01-01T09:50:00Z'})};

  assert.match(textOf(first(shown(old), '[silent]')), /watcher is silent.*orchestrate up/);
  assert.equal(first(shown({...old, status: 'stopped'}), '[silent]'), undefined);
  assert.match(textOf(first(shown({...old, note: 'No worker answers.'}), '[note]')), /No worker answers/);
});

test('notes, and that agents are off, are shown', () => {
  const request = {...project().request, enabled: false};

  assert.match(textOf(first(shown({notes: ['Guessed from pom.xml.']}), '[note-0]')), /Guessed from pom\.xml/);
  assert.match(textOf(first(shown({request}), '[reports]')), /no agent starts/);
});

test('the history links to tasks that the queue still has', () => {
  const line = {at: '2026-01-01T10:00:00Z', type: 'task_completed', task: 'task_gone', file: '', text: 'fixed'};
  const history = first(shown({completed: [ended('fixed')], history: [{...line, task: 'task_fixed'}, line]}), '[history]');

  assert.deepEqual(all(history, 'a').map(({props}) => props.href), ['#/watch/shop-1f2e3d4c/task_fixed']);
  assert.match(textOf(history), /task completed.*task_gone.*fixed/);
  assert.match(textOf(first(shown({history: []}), '[history]')), /Nothing has happened yet/);
});

test('an old line of the history has its date', () => {
  const line = {at: '2025-12-24T10:00:00Z', type: 'control', task: '', file: '', text: 'paused'};

  assert.match(textOf(first(first(shown({history: [line]}), '[history]'), 'time')), /24/);
});

test('the title of the tab says what is shown and if it needs the user', () => {
  assert.equal(watchTitle(watching(project())), 'shop · watching');
  assert.equal(watchTitle(watching(project({inProgress: [asking()]})), 2), '(2) shop · watching');
  assert.equal(watchTitle(watching(null)), 'Watching · Orchestrator');
});

test('headings are in order', () => {
  const state = {inProgress: [asking(), working()], failed: [ended('escalated')],
    breakers: [{file: '', failures: 9, until: '2026-01-01T10:10:40Z', isTrying: false}]};
  const levels = all(shown(state), '*').filter(({tag}) => /^h\d$/.test(tag)).map(({tag}) => Number(tag[1]));

  assert.equal(levels[0], 1);
  levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, String(levels)));
});

test('hostile texts stay text everywhere', () => {
  const hostile = task({files: [{path: HOSTILE, kind: 'created', hash: ''}], description: HOSTILE, waits: HOSTILE});
  const main = shown({
    reason: HOSTILE, notes: [HOSTILE], note: HOSTILE, request: {...project().request, target: `/${HOSTILE}`},
    pending: [hostile], inProgress: [asking({progress: progress({needsYou: HOSTILE})})],
    failed: [ended('failed', {result: result('failed', {reason: HOSTILE})})],
    breakers: [{file: HOSTILE, failures: 1, until: '2026-01-01T10:10:40Z', isTrying: false}],
    history: [{at: '2026-01-01T10:00:00Z', type: 'control', task: HOSTILE, file: HOSTILE, text: HOSTILE}],
    health: health({note: HOSTILE, checks: [{name: HOSTILE, isGood: false, words: HOSTILE}]}),
  });

  assert.ok(textOf(main).split(HOSTILE).length > 12);
  assert.ok(!tags(main).has('img'));
});
