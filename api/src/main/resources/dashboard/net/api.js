// Calls the HTTP API. The message of a failure is a sentence for the user.
import {apiPath, projectPath, rootPath, taskPath} from '../state/urls.js';
import {confirmed} from './code.js';

const TIMEOUT_MILLIS = 15_000;

export class Refused extends Error {
  /** @param code if not empty, the user has to type it to confirm the request */
  constructor(status, message, code = '') {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * @param fetch as in the browser
 * @param askCode see code.js
 */
export function createApi(fetch, askCode) {
  const get = async (path) => (await ask(path)).json().catch(() => ({}));
  const post = async (path, body) => {
    const headers = {'Content-Type': 'application/json'};
    return (await ask(path, {method: 'POST', headers, body: JSON.stringify(body)})).json().catch(() => ({}));
  };

  async function ask(path, options) {
    const response = await fetch(path, {...options, signal: AbortSignal.timeout(TIMEOUT_MILLIS)}).catch(() => {
      throw new Refused(0, 'The Orchestrator API does not answer. Start it with `orchestrate up`.');
    });
    if (response.ok) return response;
    const body = await response.json().catch(() => ({}));
    throw new Refused(response.status, body.detail ?? `The API answered ${response.status}.`, body.code);
  }

  const withCode = (path, body) => confirmed((code) => post(path, {...body, ...code}), askCode);

  return {
    health: () => get(rootPath('health')),
    sessions: (limit) => get(rootPath(`api/v1/sessions?limit=${limit}`)),
    state: (name) => get(apiPath(name, 'state')),
    start: (request) => post(rootPath('api/v1/sessions'), request),
    /** @param control stop, pause, resume or review */
    steer: (name, control, reason) => withCode(apiPath(name, control), {reason}),
    abort: (name, run, reason) => withCode(apiPath(name, `agents/${encodeURIComponent(run)}/abort`), {reason}),
    /** @param answer {item, choice, text} */
    answer: (name, answer) => withCode(apiPath(name, 'answer'), answer),
    /** Resolves to {request, asked, approved}: a reference to the request, and its content. */
    request: (name) => get(apiPath(name, 'request')),
    /** @param request the reference, so that exactly the request that the user has seen is approved */
    approve: (name, request) => post(apiPath(name, 'approve'), {request}),
    projects: () => get(rootPath('api/v1/watches')),
    project: (project) => get(projectPath(project)),
    task: (project, task) => get(taskPath(project, task)),
    /** Watches a directory; one with an open queue keeps its settings if the request has only the target. */
    watch: (request) => post(rootPath('api/v1/watches'), request),
    /** @param control stop, pause, resume or drain; with a task: retry, drop, apply or undo */
    control: (project, control, {task, reason} = {}) => withCode(projectPath(project, control), {task, reason}),
    /** A text at this path, such as a diff. */
    text: async (path) => (await ask(path)).text(),
    logOut: () => post(rootPath('logout'), {}),
  };
}
