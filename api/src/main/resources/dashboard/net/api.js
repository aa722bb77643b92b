// Calls the HTTP API. The message of a failure is a sentence for the user.
import {apiPath, projectPath, rootPath, taskPath} from '../state/urls.js';
import {confirmed} from './code.js';

const TIMEOUT_MILLIS = 15_000;

export class Refused extends Error {
  /**
   * @param code if not empty, the user has to type it to confirm the request
   * @param field the path of what is wrong in the request, if it is one field
   */
  constructor(status, message, code = '', field = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

/** Polls of several tabs within this time are one request. */
const POLLED_MILLIS = 1500;

/**
 * @param fetch as in the browser
 * @param askCode see code.js
 * @param shared {get, forget} as of link.js
 */
export function createApi(fetch, askCode, shared) {
  const get = async (path) => (await ask(path)).json().catch(() => ({}));
  const post = async (path, body) => {
    const headers = {'Content-Type': 'application/json'};
    try {
      return await (await ask(path, {method: 'POST', headers, body: JSON.stringify(body)})).json().catch(() => ({}));
    } finally {
      shared.forget();
    }
  };

  /** What tabs ask again and again. */
  async function poll(path, maxAgeMillis = POLLED_MILLIS) {
    const {status, body} = await shared.get(path, maxAgeMillis);
    if (status >= 200 && status < 300) return body;
    throw refusal(status, body);
  }

  async function ask(path, options) {
    const response = await fetch(path, {...options, signal: AbortSignal.timeout(TIMEOUT_MILLIS)}).catch(() => {
      throw refusal(0, {});
    });
    if (response.ok) return response;
    throw refusal(response.status, await response.json().catch(() => ({})));
  }

  const withCode = (path, body) => confirmed((code) => post(path, {...body, ...code}), askCode);

  return {
    health: () => poll(rootPath('health')),
    /** @param filter {search, status, target, agent}; empty ones are left out */
    sessions: (limit, {search, status, target, agent} = noFilter) => poll(rootPath(`api/v1/sessions?${new URLSearchParams(withoutEmpty(
      {limit, search: search.trim(), state: status.replace(' ', '_'), target, agent}))}`)),
    /** @param maxAgeMillis how old the answer may be that another tab got */
    state: (name, maxAgeMillis) => poll(apiPath(name, 'state'), maxAgeMillis),
    /** A page of events. @param query its parameters; empty ones are left out */
    events: (path, query) => get(`${path}?${new URLSearchParams({format: 'json', ...withoutEmpty(query)})}`),
    /** The agents of a host: {agents: [{name, installed, version, note, install}], notes}. */
    hostAgents: () => get(rootPath('api/v1/agents')),
    /** @param begin of a path */
    directories: (begin) => get(rootPath(`api/v1/directories?${new URLSearchParams({begin})}`)),
    templates: (target) => get(rootPath(`api/v1/templates?${new URLSearchParams(withoutEmpty({target}))}`)),
    issue: (url) => post(rootPath('api/v1/issues'), {url}),
    start: (request) => post(rootPath('api/v1/sessions'), request),
    /** @param control stop, pause, resume or review */
    steer: (name, control, reason) => withCode(apiPath(name, control), {reason}),
    abort: (name, run, reason) => withCode(apiPath(name, `agents/${encodeURIComponent(run)}/abort`), {reason}),
    /** The plan that waits for an approval: {item, agents, assignments}. */
    plan: (name) => get(apiPath(name, 'plan')),
    /** @param answer {item, choice, text, plan} */
    answer: (name, answer) => withCode(apiPath(name, 'answer'), answer),
    /** @param message {text, comments, interrupt} */
    message: (name, message) => post(apiPath(name, 'message'), message),
    /** Resolves to {request, asked, approved}: a reference to the request, and its content. */
    request: (name) => get(apiPath(name, 'request')),
    /** @param request the reference, so that exactly the request that the user has seen is approved */
    approve: (name, request) => post(apiPath(name, 'approve'), {request}),
    /** @param kind merge, discard or pull-request */
    settle: (name, kind, options) => post(apiPath(name, kind), options),
    projects: () => poll(rootPath('api/v1/watches')),
    project: (project) => poll(projectPath(project)),
    task: (project, task) => poll(taskPath(project, task)),
    /** Watches a directory; one with an open queue keeps its settings if the request has only the target. */
    watch: (request) => post(rootPath('api/v1/watches'), request),
    /** @param control stop, pause, resume or drain; with a task: retry, drop, apply or undo */
    control: (project, control, {task, reason} = {}) => withCode(projectPath(project, control), {task, reason}),
    /** A text at this path, such as a diff. */
    text: async (path) => (await ask(path)).text(),
    logOut: () => post(rootPath('logout'), {}),
  };
}

function refusal(status, body) {
  if (status === 0) return new Refused(0, 'The Orchestrator API does not answer. Start it with `orchestrate up`.');
  return new Refused(status, body.detail ?? `The API answered ${status}.`, body.code, body.field);
}

const noFilter = {search: '', status: '', target: '', agent: ''};

const withoutEmpty = (query) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
