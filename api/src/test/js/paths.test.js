// A proxy may put the page below a path of its host, so nothing may be named from the root of the host.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';

const dashboard = new URL('../../main/resources/dashboard/', import.meta.url);
const files = readdirSync(dashboard, {recursive: true}).filter((name) => /\.(js|html|css)$/.test(name));
const FROM_THE_ROOT = /['"`(]\/(api|health|lib|login|logout|metrics|openapi|icon|app|style|net|ui|state|views|watch|worker)\b/;

test('no file of the page names a path from the root of the host', () => {
  const named = files.filter((name) => FROM_THE_ROOT.test(readFileSync(new URL(name, dashboard), 'utf8')));

  assert.ok(files.length > 30);
  assert.deepEqual(named, []);
});
