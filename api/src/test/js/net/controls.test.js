import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {asking, ended, project} from '../support/watches.js';

const {Refused} = await load('net/api.js');
const {createCommands} = await load('net/commands.js');
const {createStore} = await load('state/store.js');
const {emptyPage, outageText, reduce} = await load('state/page.js');

function commanding(answer = {}, state = project()) {
  const store = createStore(reduce, emptyPage(0));
  store.dispatch({type: 'navigated', name: '', watch: {project: 'shop', task: ''}});
  store.dispatch({type: 'projectShown', state});
  const done = [];
  const api = {
    async watch(request) {
      done.push(['watch', request]);
    },
    async control(...given) {
      done.push(given);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const commands = createCommands(store, api, () => done.push('refresh'), () => {}, () => Promise.reject());
  return {store, commands, done, watch: () => store.get().watch, dialog: () => store.get().dialogs.confirm};
}

test('pausing needs no confirmation and refreshes the state', async () => {
  const {commands, done, watch} = commanding();

  const pausing = commands.control('pause');
  assert.deepEqual(watch().asking, ['pause ']);
  await pausing;

  assert.deepEqual(done, [['shop', 'pause', {}], 'refresh']);
  assert.deepEqual(watch().asking, []);
});

test('a second click while the first is under way does nothing, but another task may be tried again', async () => {
  const {commands, done} = commanding();

  await Promise.all([commands.control('retry', 't1'), commands.control('retry', 't1'), commands.control('retry', 't2')]);

  assert.deepEqual(done.filter((one) => one !== 'refresh').map(([, , {task}]) => task), ['t1', 't2']);
});

test('a refused control is reported with the reason until one succeeds', async () => {
  const refused = commanding(new Refused(409, 'It is draining.'));

  await refused.commands.control('pause');

  assert.equal(outageText(refused.store.get()), 'It is draining.');
});

test('stopping is confirmed with a reason', async () => {
  const {commands, done, dialog} = commanding();

  commands.askToControl('stop');
  assert.deepEqual([dialog().kind, dialog().control, dialog().name], ['control', 'stop', 'shop']);
  await commands.confirm('enough');

  assert.deepEqual(done, [['shop', 'stop', {task: '', reason: 'enough'}], 'refresh']);
  assert.equal(dialog(), null);
});

test('applying shows why it needs the user', () => {
  const {commands, dialog} = commanding({}, project({inProgress: [asking()]}));

  commands.askToControl('apply', 'task_11111111');

  assert.equal(dialog().name, 'src/price.py');
  assert.match(dialog().why, /removes an assertion/);
  assert.ok(dialog().isRepair);
});

test('a refused undo keeps the dialog open with the reason', async () => {
  const {commands, dialog} = commanding(new Refused(409, 'You have changed src/price.py.'), project({completed: [ended('fixed')]}));

  commands.askToControl('undo', 'task_fixed');
  await commands.confirm('');

  assert.equal(dialog().error, 'You have changed src/price.py.');
});

test('a stopped project is watched again with its settings, which only a closed queue needs to be told', async () => {
  const stopped = commanding({}, project({status: 'stopped'}));
  const closed = commanding({}, project({status: 'stopped', open: false}));

  await stopped.commands.watchAgain();
  await closed.commands.watchAgain();

  assert.deepEqual(stopped.done[0], ['watch', {target: '/code/shop'}]);
  assert.deepEqual(closed.done[0], ['watch', project().request]);
});
