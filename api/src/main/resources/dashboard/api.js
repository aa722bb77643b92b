// Calls the HTTP interface. A failure is an Error whose message is a sentence for people.
import {withCode} from '/code.js';

export class Refused extends Error {
  /** @param code to be typed by a person where one is needed */
  constructor(status, message, code = '') {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function call(path, options) {
  const response = await ask(path, options);
  return response.json().catch(() => ({}));
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, {...options, signal: AbortSignal.timeout(15000)});
  } catch {
    throw new Refused(0, 'The Orchestrator API does not answer. `orchestrate up` starts it.');
  }
  if (response.ok) return response;
  const body = await response.json().catch(() => ({}));
  throw new Refused(response.status, body.detail ?? `The API answered ${response.status}.`, body.code);
}

const post = (path, body) =>
  call(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});

/** What names this very execution in a URL: mostly its key, which may be the id of a newer one. */
export const nameOf = (session) => session.ref || session.key || session.session;

const under = (name) => `/api/v1/${encodeURIComponent(name)}`;

export const health = () => call('/health');
export const sessions = () => call('/api/v1/sessions?limit=100');
export const state = (name) => call(`${under(name)}/state`);
export const start = (request) => post('/api/v1/sessions', request);
const confirmed = (path, body) => withCode((code) => post(path, {...body, ...code}));
const steer = (name, what, reason) => confirmed(`${under(name)}/${what}`, {reason});
export const stop = (name, reason) => steer(name, 'stop', reason);
export const pause = (name) => steer(name, 'pause');
export const resume = (name) => steer(name, 'resume');
export const review = (name) => steer(name, 'review');
/** answer: {item, choice, text} */
export const answer = (name, answer) => confirmed(`${under(name)}/answer`, answer);
/** What it asks for: {request, asked, approved}. */
export const request = (name) => call(`${under(name)}/request`);
/** request: the reference that `request` has answered with, so that what was seen is what is approved. */
export const approve = (name, request) => post(`${under(name)}/approve`, {request});
export const logOut = () => post('/logout', {});
export const diff = async (name) => (await ask(`${under(name)}/diff`)).text();
export const abort = (name, agent, reason) => steer(name, `agents/${encodeURIComponent(agent)}/abort`, reason);
export const eventsUrl = (name, after) => `${under(name)}/events?after=${after}`;
export const reportUrl = (name) => `${under(name)}/report`;
