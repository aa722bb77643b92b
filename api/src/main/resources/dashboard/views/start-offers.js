// What the form for a new session offers: templates, an issue as the prompt, and the agents of the host.
import {h} from './h.js';

export function templatesView({templates = [], templateProblems = [], template = null}) {
  if (!templates.length && !templateProblems.length) return null;
  return h('div.field', {key: 'templates'},
    templates.length ? h('label', {key: 'label', for: 'start-template'}, 'Template') : null,
    templates.length ? h('select', {key: 'select', id: 'start-template', onchange: {do: 'useTemplate'}},
      h('option', {value: ''}, 'none'),
      templates.map(({name, origin, description}, i) => h('option', {key: `${origin} ${name}`, value: i},
        [`${name} (${origin})`, description].filter(Boolean).join(': ')))) : null,
    template ? h('small', {key: 'used', role: 'status'}, usedText(template)) : null,
    templateProblems.map((problem) => h('small.warning', {key: problem}, problem)));
}

function usedText({file, leftOut}) {
  const left = leftOut.length ? ` It may not set ${leftOut.join(', ')}, because it comes with the project: that is left out.` : '';
  return `Filled in from ${file}. Nothing begins before you start the session.${left}`;
}

export const issueView = ({issueUrl = '', isFetching = false}) => (issueUrl
  ? h('div.offer', {key: 'issue'},
    h('button.button.small', {type: 'button', disabled: isFetching, onclick: {do: 'fetchIssue', url: issueUrl}},
      isFetching ? 'Fetching …' : 'Fetch this issue'),
    h('small', null, 'Its text becomes the prompt. Read it before you start: others wrote it.'))
  : null);

/** Buttons for the installed agents, and why the others are not available. */
export function agentsView({hosts = null, hostsError = '', chosen = []}) {
  if (hostsError) return h('small.warning', {key: 'agents', role: 'status'}, hostsError);
  if (!hosts) return h('small', {key: 'agents'}, 'Looking for agents …');
  const missing = hosts.agents.filter(({installed}) => !installed);
  return h('div.offers', {key: 'agents'},
    h('div.offer', {role: 'group', 'aria-label': 'Agents of the host'}, hosts.agents.filter(({installed}) => installed).map((agent) => agentButton(agent, chosen))),
    missing.length ? h('ul.missing', {key: 'missing'}, missing.map(({name, install}) =>
      h('li', {key: name}, `${name} is not installed${install ? ': ' : '.'}`, install ? h('code', null, install) : null))) : null,
    hosts.notes.map((note) => h('small.warning', {key: note}, note)));
}

const agentButton = ({name, version, note}, chosen) =>
  h('button.button.small', {key: name, type: 'button', title: note || false, 'aria-pressed': String(chosen.includes(name)), onclick: {do: 'toggleAgent', name}},
    name, version ? h('span.version', null, version) : null);
