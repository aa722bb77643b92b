// URLs with the name of a session, or of a watched project and one of its tasks.

/** The path of the page: a proxy may put it below another, such as /orchestrator/. Tests load this module from a file. */
export const base = import.meta.url.startsWith('http') ? new URL('..', import.meta.url).pathname : '/';

/** A path of the API that belongs to no session. */
export const rootPath = (path) => base + path;

export const apiPath = (name, what) => rootPath(`api/v1/${encodeURIComponent(name)}/${what}`);

/** The link that shows a session on the page. */
export const pageUrl = (name) => `#/s/${encodeURIComponent(name)}`;

/** @param what for example stop, or empty for the project itself */
export const projectPath = (project, what = '') =>
  below(rootPath(`api/v1/watches/${encodeURIComponent(project)}`), what);

export const taskPath = (project, task, what = '') => below(projectPath(project, `tasks/${encodeURIComponent(task)}`), what);

/** The link that shows a watched project, one of its tasks, or without names the list of projects. */
export const watchUrl = (project = '', task = '') =>
  ['#/watch', project, task].filter(Boolean).map((part, i) => (i ? encodeURIComponent(part) : part)).join('/');

/** What such a link shows: {name} of a session, empty for none, and {project, task} or null if it shows sessions. */
export function placeIn(hash) {
  const [, part, first = '', second = ''] = hash.split('/');
  if (hash.startsWith('#/watch')) return {name: '', watch: {project: decoded(first), task: decoded(second)}};
  return {name: part === 's' ? decoded(hash.slice('#/s/'.length)) : '', watch: null};
}

const below = (path, what) => (what ? `${path}/${what}` : path);

/** A link that somebody typed may have a lone percent sign. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
