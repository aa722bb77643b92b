// Which folder of the dashboard may use which, and who may touch the browser.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {dashboard} from './support/dashboard.js';

const MAY_USE = {
  state: ['state'],
  views: ['views', 'state'],
  net: ['net', 'state'],
  watch: ['watch', 'views', 'state'],
  ui: ['ui', 'watch', 'views', 'state'],
};
const BROWSER = /\b(document|window|location|localStorage|fetch|EventSource|setTimeout|setInterval|Date\.now)\b/;
const HTML = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function/;
const LINES_MAX = 150;

const files = Object.keys(MAY_USE).flatMap((folder) => readdirSync(new URL(folder, dashboard))
  .map((name) => ({folder, path: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, dashboard), 'utf8')})));

const imports = ({path, text}) => [...text.matchAll(/from '([^']+)'/g)].map(([, from]) =>
  new URL(from, new URL(path, dashboard)).href.slice(dashboard.href.length));

const code = (text) => text.split('\n').filter((line) => !/^\s*(\/\/|\*|\/\*)/.test(line)).join('\n');

test('modules import only from the folders that their own folder may use', () => {
  for (const file of files) {
    for (const imported of imports(file)) {
      assert.ok(MAY_USE[file.folder].includes(imported.split('/')[0]), `${file.path} imports ${imported}`);
      assert.ok(files.some(({path}) => path === imported), `${file.path} imports ${imported}, which does not exist`);
    }
  }
});

test('state and views do not use the browser, the clock or the network', () => {
  for (const {folder, path, text} of files) {
    if (['state', 'views', 'watch'].includes(folder)) assert.doesNotMatch(code(text), BROWSER, path);
  }
});

test('net gets timers, event sources and fetch as parameters', () => {
  for (const {folder, path, text} of files) {
    if (folder === 'net') assert.doesNotMatch(code(text), /\b(document|window|location|localStorage)\b|new EventSource|[^.]setTimeout\(/, path);
  }
});

test('no module parses HTML', () => {
  for (const {path, text} of files) assert.doesNotMatch(text, HTML, path);
});

test('modules are short', () => {
  for (const {path, text} of files) assert.ok(text.split('\n').length <= LINES_MAX, path);
});
