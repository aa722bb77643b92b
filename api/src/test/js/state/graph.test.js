import assert from 'node:assert/strict';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';

const {NODE, layout} = await load('state/graph.js');

const one = (id, ...dependsOn) => ({id, dependsOn});
const columns = (drawn) => Object.fromEntries(drawn.nodes.map(({one: {id}, x}) => [id, x / (NODE.width + NODE.gapX)]));

test('an assignment stands to the right of all that it waits for', () => {
  const drawn = layout([one('check', 'api', 'page'), one('api', 'design'), one('page'), one('design')]);

  assert.deepEqual(columns(drawn), {check: 2, api: 1, page: 0, design: 0});
  assert.deepEqual(drawn.lines.map(({key}) => key), ['api check', 'page check', 'design api']);
  assert.equal(drawn.height, 2 * NODE.height + NODE.gapY);
});

test('no two assignments stand in one place', () => {
  const drawn = layout(Array.from({length: 60}, (_, i) => one(`a${i}`, ...(i > 5 ? [`a${i % 5}`] : []))));

  assert.equal(new Set(drawn.nodes.map(({x, y}) => `${x} ${y}`)).size, 60);
});

test('a circle and an unknown dependency are drawn without their lines', () => {
  const drawn = layout([one('a', 'b'), one('b', 'a'), one('c', 'nobody'), one('d', 'd')]);

  assert.equal(drawn.nodes.length, 4);
  assert.ok(drawn.lines.every(({from, to}) => from.x < to.x));
});

test('nothing has no size', () => {
  assert.deepEqual(layout([]), {width: 0, height: 0, nodes: [], lines: []});
});

test('a chain of 300 and 300 at once are laid out quickly', () => {
  const begin = performance.now();

  assert.equal(layout(Array.from({length: 300}, (_, i) => one(`a${i}`, ...(i ? [`a${i - 1}`] : [])))).lines.length, 299);
  assert.equal(layout(Array.from({length: 300}, (_, i) => one(`a${i}`))).nodes.length, 300);
  assert.ok(performance.now() - begin < 500);
});
