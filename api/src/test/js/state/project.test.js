import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {HASH, asking, attempt, detail, ended, project, result, task, working} from '../support/watches.js';

const {askingText, nameOfProject, neighbourProject, pauseOrResume, taskControls, usageOf} = await load('state/project.js');
const {isReference, shownTask, versionOfDiff} = await load('state/task.js');
const {placeIn, projectPath, taskPath, watchUrl} = await load('state/urls.js');

test('names of projects and tasks survive being part of a URL', () => {
  assert.deepEqual(placeIn(watchUrl('a/b #', 't?%')), {name: '', event: 0, run: '', watch: {project: 'a/b #', task: 't?%'}});
  assert.deepEqual(placeIn(watchUrl()), {name: '', event: 0, run: '', watch: {project: '', task: ''}});
  assert.equal(watchUrl('shop'), '#/watch/shop');
  assert.equal(projectPath('a b', 'stop'), '/api/v1/watches/a%20b/stop');
  assert.equal(taskPath('p', 't'), '/api/v1/watches/p/tasks/t');
});

test('a link with a lone percent sign shows what it says', () => {
  assert.deepEqual(placeIn('#/watch/100%'), {name: '', event: 0, run: '', watch: {project: '100%', task: ''}});
});

test('a project is called like its directory', () => {
  assert.equal(nameOfProject(project()), 'shop');
  assert.equal(nameOfProject(project({request: {target: ''}})), 'shop-1f2e3d4c');
});

test('a screen reader is told each decision that waits, with project and file', () => {
  assert.equal(askingText([project({inProgress: [asking(), working()]}), project()]),
    'shop: src/price.py needs you. The repair removes an assertion from tests/test_price.py.');
});

test('a task that has ended asks for nothing', () => {
  assert.equal(askingText([project({completed: [asking({result: result('dropped')})]})]), '');
});

test('the key p pauses or resumes', () => {
  assert.equal(pauseOrResume(project()), 'pause');
  assert.equal(pauseOrResume(project({status: 'paused'})), 'resume');
  assert.equal(pauseOrResume(project({status: 'stopped'})), '');
});

test('the keys j and k walk through the projects in the order of the list', () => {
  const all = [project({project: 'b', status: 'stopped'}), project({project: 'a'})];

  assert.equal(neighbourProject(all, 'a', 1).project, 'b');
  assert.equal(neighbourProject(all, 'b', 1).project, 'b');
  assert.equal(neighbourProject(all, 'b', -1).project, 'a');
  assert.equal(neighbourProject([], 'x', 1), null);
});

test('only a repair in the files can be undone, once', () => {
  assert.ok(taskControls(ended('fixed')).undo);
  assert.ok(!taskControls(ended('fixed', {undone: true})).undo);
  assert.ok(!taskControls(ended('kept')).undo);
});

test('without agents there is no usage', () => {
  assert.equal(usageOf(task()), null);
  assert.equal(usageOf(ended('green', {result: result('green', {usage: {inputTokens: 0, outputTokens: 0}})})), null);
  assert.equal(usageOf(working()).costUsd, 0.12);
});

test('a task that the queue has dropped is shown as its own answer says', () => {
  const old = ended('fixed');

  assert.equal(shownTask({task: old.id, state: project(), detail: detail(old)}), old);
  assert.equal(shownTask({task: 'x', state: null, detail: null}), null);
});

test('the newest repair is named by its result, else by its last attempt that has one', () => {
  const queued = working();

  assert.equal(versionOfDiff(null), '');
  assert.equal(versionOfDiff({task: task()}), '');
  assert.equal(versionOfDiff(detail(queued, {attempts: [attempt({diff: 'a'}), attempt({diff: 'b'}), attempt({diff: ''})]})), 'b');
  assert.equal(versionOfDiff(detail(queued, {result: result('fixed', {diff: 'c'})})), 'c');
  assert.ok(isReference(HASH));
  assert.ok(!isReference('Round half up.'));
});
