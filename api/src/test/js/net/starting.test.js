import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {session} from '../support/sessions.js';

const {Refused} = await load('net/api.js');
const {createStartCommands} = await load('net/starting.js');
const {createStore} = await load('state/store.js');
const {emptyPage, reduce} = await load('state/page.js');

const HOSTS = {agents: [], notes: []};

function starting(answers = {}, sessions = []) {
  const store = createStore(reduce, emptyPage(0));
  store.dispatch({type: 'listed', sessions, older: 0, health: null, now: 0});
  const asked = [];
  const api = new Proxy({}, {get: (_, name) => async (...given) => {
    asked.push([name, ...given]);
    const answer = typeof answers[name] === 'function' ? answers[name](...given) : answers[name];
    if (answer instanceof Error) throw answer;
    return answer;
  }});
  const commands = createStartCommands(store, api, null, null);
  return {store, commands, asked, dialog: () => store.get().dialogs.start};
}

test('the form opens with recent targets, agents and templates', async () => {
  const sessions = [session({target: '/new', startedAt: '2026-02-02T00:00:00Z'}), session({target: '/old', startedAt: '2026-01-01T00:00:00Z'})];
  const {commands, asked, dialog} = starting({hostAgents: HOSTS, templates: {templates: [{name: 'web'}], problems: ['bad']}}, sessions);

  await commands.askToStart();

  assert.deepEqual(dialog().targets, ['/new', '/old']);
  assert.deepEqual(asked, [['hostAgents'], ['templates', '/new']]);
  assert.deepEqual([dialog().hosts, dialog().templates, dialog().templateProblems], [HOSTS, [{name: 'web'}], ['bad']]);
});

test('the form opens although no host answers', async () => {
  const silent = new Refused(503, 'No worker has answered.');
  const {commands, dialog} = starting({hostAgents: silent, templates: silent});

  await commands.askToStart();

  assert.equal(dialog().hostsError, 'No worker has answered.');
});

test('a target is completed, and only a whole one is judged', async () => {
  const {store, commands, dialog} = starting({directories: {directories: ['/code'], problem: 'It does not exist.'}});
  store.dispatch({type: 'dialogOpened', id: 'start', dialog: {}});

  await commands.lookAtTarget('/co', false);
  assert.deepEqual([dialog().directories, dialog().targetProblem], [['/code'], '']);

  await commands.lookAtTarget('/co', true);
  assert.equal(dialog().targetProblem, 'It does not exist.');
});

test('an answer that comes too late is ignored', async () => {
  const {store, commands, dialog} = starting({directories: (begin) => ({directories: [begin], problem: ''})});
  store.dispatch({type: 'dialogOpened', id: 'start', dialog: {}});

  await Promise.all([commands.lookAtTarget('/a', false), commands.lookAtTarget('/ab', false)]);

  assert.deepEqual(dialog().directories, ['/ab']);
});

test('an issue that cannot be fetched is an error of the prompt', async () => {
  const {store, commands, dialog} = starting({issue: new Refused(400, 'There is no gh.')});
  store.dispatch({type: 'dialogOpened', id: 'start', dialog: {}});

  assert.equal(await commands.fetchIssue('https://github.com/o/r/issues/1'), null);

  assert.deepEqual([dialog().error, dialog().field, dialog().isFetching], ['There is no gh.', 'prompt', false]);
});
