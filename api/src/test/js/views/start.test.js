import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {load} from '../support/dashboard.js';
import {all, first, tags, textOf} from '../support/described.js';
import {HOSTILE} from '../support/sessions.js';

const {startView} = await load('views/start.js');

const CALM = {target: '', isBusy: false, error: '', field: ''};
const inputs = (form) => [...all(form, 'textarea'), ...all(form, 'input'), ...all(form, 'select')].filter(({props}) => props.type !== 'hidden');
const named = (form, name) => inputs(form).find(({props}) => props.name === name);

test('the form has every field of a request', () => {
  const document = readFileSync(new URL('../../../main/resources/openapi.yaml', import.meta.url), 'utf8');
  const [, request] = document.match(/\n {4}SessionRequest:\n([^]*?)\n {4}\w/);
  const fields = [...request.matchAll(/^ {8}(\w+):/gm)].map(([, name]) => name).filter((name) => !['budget', 'roles'].includes(name));
  const limits = [...request.matchAll(/^ {12}(\w+):/gm)].map(([, name]) => `budget.${name}`);
  const roles = ['architect', 'implementer', 'reviewer'].map((role) => `roles.${role}`);

  assert.ok(fields.length > 15 && limits.length === 6);
  assert.deepEqual(inputs(startView(CALM)).map(({props}) => props.name).sort(), [...fields, ...limits, ...roles].sort());
});

test('the form proposes the last target', () => {
  assert.equal(named(startView({...CALM, target: '/code/app'}), 'target').props.value, '/code/app');
});

test('every field has a label', () => {
  const form = startView(CALM);
  const labelled = all(form, 'label').map(({props}) => props.for);

  assert.deepEqual(inputs(form).map(({props}) => props.id).sort(), labelled.sort());
});

test('what the server refuses stands at its field', () => {
  const form = startView({...CALM, field: 'budget.tokens', error: HOSTILE});
  const {props} = named(form, 'budget.tokens');
  const error = first(form, '[error]');

  assert.equal(props['aria-invalid'], 'true');
  assert.ok(props['aria-describedby'].split(' ').includes(error.props.id));
  assert.equal(textOf(error), HOSTILE);
  assert.equal(all(form, '.error').filter(({props: {hidden}}) => !hidden).length, 1);
});

test('what is wrong with no field of the form stands above its buttons', () => {
  const shown = (field) => all(startView({...CALM, field, error: 'Temporal does not answer.'}), '.error')
    .filter(({props}) => !props.hidden).map(textOf);

  assert.deepEqual(shown(''), ['Temporal does not answer.']);
  assert.deepEqual(shown('message'), ['Temporal does not answer.']);
});

const HOSTS = {agents: [{name: 'claude', installed: true, version: '2.1.0', note: 'tested with 2.0'},
  {name: 'codex', installed: false, install: 'npm i -g @openai/codex'}], notes: ['claude needs a key']};

test('installed agents are offered with their versions, and why others are not available is said', () => {
  const form = startView({...CALM, hosts: HOSTS, chosen: ['claude']});
  const [button] = all(form, 'button').filter(({props}) => props['aria-pressed']);

  assert.equal(textOf(button), 'claude2.1.0');
  assert.equal(button.props['aria-pressed'], 'true');
  assert.match(textOf(first(form, '.missing')), /codex is not installed: npm i -g @openai\/codex/);
  assert.match(textOf(form), /claude needs a key/);
});

test('the form works without the answer of a host', () => {
  assert.match(textOf(startView(CALM)), /Looking for agents/);
  assert.match(textOf(startView({...CALM, hostsError: 'No worker has answered.'})), /No worker has answered\./);
});

test('recent targets and directories complete the target, each once', () => {
  const form = startView({...CALM, targets: ['/a', '/b'], directories: ['/a', '/a1'], targetProblem: 'It does not exist.'});
  const {props} = named(form, 'target');
  const offered = all(form, 'datalist').find((list) => list.props.id === props.list);

  assert.deepEqual(all(offered, 'option').map((option) => option.props.value), ['/a', '/a1', '/b']);
  assert.match(textOf(form), /It does not exist\./);
});

const TEMPLATE = {name: 'web', origin: 'project', file: '/code/app/.orchestrate/templates/web.yaml', description: HOSTILE, leftOut: ['guard'], request: {}};

test('a template says where it is from, what it may not set, and that nothing begins yet', () => {
  const form = startView({...CALM, templates: [TEMPLATE], template: TEMPLATE, templateProblems: ['/t/bad.yaml:3: this is not valid YAML.']});

  assert.match(textOf(first(form, '[select]')), /web \(project\): <img/);
  assert.ok(!tags(form).has('img'));
  assert.match(textOf(form), /Filled in from \/code\/app.*Nothing begins before you start.*may not set guard/);
  assert.match(textOf(form), /bad\.yaml:3/);
});

test('each value that was not typed says where it is from, and what will be executed', () => {
  const form = startView({...CALM, origins: {setup: 'web (project)', plan: 'web (project)'}});
  const origin = (name) => textOf(all(form, '.origin').find(({props}) => props.id === `start-${name}-origin`));

  assert.equal(origin('setup'), 'From web (project). It will be executed.');
  assert.equal(origin('plan'), 'From web (project).');
  assert.equal(all(form, '.origin').length, 2);
  assert.match(named(form, 'setup').props['aria-describedby'], /start-setup-origin/);
});

test('an issue is offered to be fetched, once at a time', () => {
  const url = 'https://github.com/o/r/issues/12';
  const button = (dialog) => all(startView({...CALM, ...dialog}), 'button').find(({props}) => props.onclick?.do === 'fetchIssue');

  assert.equal(button({}), undefined);
  assert.deepEqual(button({issueUrl: url}).props.onclick, {do: 'fetchIssue', url});
  assert.equal(button({issueUrl: url, isFetching: true}).props.disabled, true);
});
