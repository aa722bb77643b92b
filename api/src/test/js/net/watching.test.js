import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {FakeBrowser, noEvents, settled} from '../support/fake-browser.js';
import {event} from '../support/sessions.js';
import {HASH, attempt, detail, ended, project, task, working} from '../support/watches.js';

const {Refused} = await load('net/api.js');
const {followProject, keepProjects} = await load('net/watching.js');
const {createStore} = await load('state/store.js');
const {emptyPage, outageText, reduce} = await load('state/page.js');

const GONE = new Refused(0, 'The API does not answer.');

/** @param answers {projects, project, task, text}: what the API answers now, or an error */
function server(answers) {
  const asked = [];
  const api = new Proxy({}, {get: (_, name) => async (...given) => {
    if (name === 'events') return noEvents();
    asked.push([name, ...given].join(' '));
    if (answers[name] instanceof Error) throw answers[name];
    return answers[name];
  }});
  const times = (name) => asked.filter((one) => one.startsWith(name)).length;
  return {answers, asked, api, times};
}

function follow(answers, taskId = '') {
  const browser = new FakeBrowser();
  const store = createStore(reduce, emptyPage(0));
  const place = {project: 'shop', task: taskId};
  const asked = server(answers);
  store.dispatch({type: 'navigated', name: '', watch: place});
  const following = followProject(place, store, asked.api, browser);
  return {browser, store, following, watch: () => store.get().watch, ...asked};
}

test('a shown project is polled every two seconds', async () => {
  const {browser, watch, times} = follow({project: project()});

  await browser.pass(0);
  assert.equal(watch().state.status, 'watching');
  await browser.pass(4000);

  assert.equal(times('project'), 3);
});

test('nothing is asked while the page is hidden, and at once when it is shown again', async () => {
  const {browser, times} = follow({project: project()});
  await browser.pass(0);

  browser.hide();
  await browser.pass(60_000);
  assert.equal(times('project'), 1);
  browser.show();
  await browser.pass(0);

  assert.equal(times('project'), 2);
});

test('a project that is left is not polled any more', async () => {
  const {browser, following, times} = follow({project: project()});
  await browser.pass(0);

  following.close();
  browser.show();
  await browser.pass(60_000);

  assert.equal(times('project'), 1);
});

test('an answer that arrives after the project was left is ignored', async () => {
  const {browser, following, watch} = follow({project: project()});

  following.close();
  await browser.pass(0);

  assert.equal(watch().state, null);
});

test('an outage is reported, and the old state stays until the next answer', async () => {
  const {browser, store, answers, watch} = follow({project: project()});
  await browser.pass(0);

  answers.project = GONE;
  await browser.pass(2000);
  assert.equal(outageText(store.get()), 'The API does not answer.');
  assert.equal(watch().state.status, 'watching');
  answers.project = project();
  await browser.pass(2000);

  assert.equal(outageText(store.get()), '');
});

test('an unknown project is reported, and found as soon as it is watched', async () => {
  const {browser, store, answers, watch} = follow({project: new Refused(404, 'No project `shop`.')});

  await browser.pass(0);
  assert.equal(watch().missing, 'No project `shop`.');
  assert.equal(outageText(store.get()), '');
  answers.project = project();
  await browser.pass(2000);

  assert.equal(watch().missing, '');
});

test('a task is polled with its project, and its events are received', async () => {
  const queued = working();
  const {browser, watch, times} = follow({project: project({inProgress: [queued]}), task: detail(queued, {attempts: []})}, queued.id);

  await browser.pass(2000);
  browser.source.say(event(1));
  await browser.pass(16);

  assert.equal(times('task'), 2);
  assert.equal(browser.sources.length, 1);
  assert.equal(browser.source.url, '/api/v1/watches/shop/tasks/task_0a1b2c3d/events?after=0');
  assert.equal(watch().log.total.count, 1);
});

test('a task that has ended is asked for once, and again if it is queued again', async () => {
  const done = ended('escalated');
  const {browser, answers, times} = follow({project: project({failed: [done]}), task: detail(done), text: '+a'}, done.id);
  await browser.pass(6000);
  assert.equal(times('task'), 1);

  answers.project = project({pending: [task({id: done.id})]});
  await browser.pass(2000);

  assert.equal(times('task'), 2);
});

test('a repair is fetched once for each version', async () => {
  const queued = working();
  const {browser, answers, watch, times} = follow(
    {project: project({inProgress: [queued]}), task: detail(queued), text: '+a'}, queued.id);
  await browser.pass(4000);
  assert.equal(times('text'), 1);
  assert.deepEqual(watch().diff, {of: HASH, text: '+a', error: ''});

  answers.task = detail(queued, {attempts: [attempt(), attempt({number: 2, diff: 'artifact:2'})]});
  answers.text = new Refused(404, 'It is gone.');
  await browser.pass(4000);

  assert.equal(times('text'), 2);
  assert.equal(watch().diff.error, 'It is gone.');
});

test('an unknown task is reported', async () => {
  const {browser, watch} = follow({project: project(), task: new Refused(404, 'There is no task `x`.')}, 'x');

  await browser.pass(2000);

  assert.equal(watch().missing, 'There is no task `x`.');
});

test('the list of projects is asked for often while it is shown, seldom otherwise, and never while hidden', async () => {
  const browser = new FakeBrowser();
  const store = createStore(reduce, emptyPage(0));
  const {api, times} = server({projects: {watches: [project()]}});

  keepProjects(store, api, browser);
  await settled();
  assert.equal(store.get().projects.length, 1);
  await browser.pass(10_000);
  assert.equal(times('projects'), 2);
  store.dispatch({type: 'navigated', name: '', watch: {project: '', task: ''}});
  await browser.pass(10_000);
  await browser.pass(8000);
  assert.equal(times('projects'), 5);
  browser.hide();
  await browser.pass(100_000);

  assert.equal(times('projects'), 5);
});

test('if the list is refused, the known projects stay', async () => {
  const browser = new FakeBrowser();
  const store = createStore(reduce, emptyPage(0));
  const {api, answers} = server({projects: {watches: [project()]}});

  keepProjects(store, api, browser);
  await settled();
  answers.projects = new Refused(404, 'no');
  await browser.pass(10_000);

  assert.equal(store.get().projects.length, 1);
});
