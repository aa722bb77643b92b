// What the style sheets promise, computed from them.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {dashboard} from './support/dashboard.js';

const read = (path) => readFileSync(new URL(path, dashboard), 'utf8');
const sheets = readdirSync(new URL('style', dashboard)).map((name) => read(`style/${name}`));
const AA = 4.5;

/** {light, dark}: the variables that are colours. */
const schemes = (() => {
  const [light, dark] = [...read('style/base.css').matchAll(/:root \{([^}]*)\}/g)]
    .map(([, body]) => Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])));
  return {light, dark: {...light, ...dark}};
})();

function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const agents = Object.keys(schemes.light).filter((name) => name.startsWith('agent-'));
const TEXTS = ['ink', 'soft', 'faint', 'accent', 'ok', 'warn', 'bad', ...agents];
const GROUNDS = ['bg', 'panel', 'sunken', 'accent-soft', 'ok-soft', 'warn-soft', 'bad-soft'];

for (const [scheme, colours] of Object.entries(schemes)) {
  test(`every text has a contrast of 4.5 on every ground, ${scheme}`, () => {
    for (const text of TEXTS) {
      for (const ground of GROUNDS) {
        const found = contrast(colours[text], colours[ground]);
        assert.ok(found >= AA, `${text} on ${ground}: ${found.toFixed(2)}`);
      }
    }
  });
}

test('there are colours for a dozen agents, all different', () => {
  assert.equal(agents.length, 12);
  for (const colours of Object.values(schemes)) assert.equal(new Set(agents.map((name) => colours[name])).size, 12);
});

test('nothing that is read is made fainter by being transparent', () => {
  const faded = sheets.flatMap((text) => [...text.matchAll(/([^{}]*)\{[^{}]*opacity: 0?\.\d+[^{}]*\}/g)].map(([, selector]) => selector.trim()));

  // A disabled button is exempt, and a breathing dot is no text.
  assert.deepEqual(faded, ['.button[disabled]', '50%']);
});

test('a button is broken within a word only if the word is wider than the page', () => {
  for (const text of sheets) {
    for (const [, selector, body] of text.matchAll(/([^{}]*\.button[^{}]*)\{([^{}]*)\}/g)) {
      assert.doesNotMatch(body, /overflow-wrap: anywhere|word-break: break/, selector);
    }
  }
  assert.match(read('style/base.css'), /\.button \{[^}]*overflow-wrap: break-word/);
});
