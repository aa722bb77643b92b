import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE} from '../support/sessions.js';
import {asking, ended, project, task, working} from '../support/watches.js';

const {headLink, projectsView} = await load('watch/projects.js');

const paused = project({project: 'api-1', status: 'paused', reason: 'paused by ana'});
const stopped = project({project: 'old-1', status: 'stopped'});
const needy = project({project: 'web-1', inProgress: [asking()]});

test('the header has no link if no project was ever watched', () => {
  assert.deepEqual(headLink([], false), []);
});

test('the header counts the watched projects, and the tasks that need the user', () => {
  assert.equal(textOf(headLink([paused, stopped], false)), 'Watching1');
  assert.match(textOf(headLink([needy], true)), /Watching11/);
  assert.equal(first(headLink([needy], true), '.urgent').props['aria-label'], '1 task needs you');
  assert.equal(first(headLink([needy], true), 'a').props['aria-current'], 'page');
  assert.equal(textOf(headLink([stopped], false)), 'Watching0');
});

test('without a project the list says what to type', () => {
  assert.match(textOf(projectsView([], '')), /No project is watched.*orchestrate watch/);
});

test('projects that need the user come first, those that are not watched last', () => {
  const list = projectsView([stopped, paused, needy], 'api-1');

  assert.deepEqual(all(list, 'h2').map(textOf), ['Needs you · 1', 'Watched · 1', 'Not watched · 1']);
  assert.deepEqual(all(list, '.item').map(({key}) => key), ['web-1', 'api-1', 'old-1']);
  assert.deepEqual(all(list, '.item').map(({props}) => props['aria-current']), ['false', 'true', 'false']);
  assert.equal(first(list, '[web-1]').props.href, '#/watch/web-1');
});

test('a project says what it does and why it does not', () => {
  const busy = project({inProgress: [working()], pending: [task()], failed: [ended('failed')]});

  assert.match(textOf(first(projectsView([busy], ''), '.item')), /shop.*\/code\/shop.*watching.*1 in progress · 1 pending/);
  assert.match(textOf(first(projectsView([paused], ''), '.item')), /paused by ana.*nothing to do/);
  assert.match(textOf(first(projectsView([needy], ''), '.item')), /removes an assertion/);
});

test('hostile names stay text', () => {
  const list = projectsView([project({reason: HOSTILE, request: {...project().request, target: `/code/${HOSTILE}`}})], '');

  assert.ok(textOf(list).split(HOSTILE).length > 2);
  assert.ok(!tags(list).has('img'));
});
