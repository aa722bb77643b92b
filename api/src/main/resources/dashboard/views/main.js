// The main part of the page: the shown session, or help if there is none.
import {titleOf} from '../state/session.js';
import {h} from './h.js';
import {logView} from './log.js';
import {overview} from './overview.js';
import {sayForm} from './transcript.js';
import {sessionView} from './session.js';

/**
 * @param entries what needs the user, see state/attention.js
 * @param markdown see markdown.js
 */
export function mainView({current, now, sessions = []}, entries = [], markdown = undefined) {
  if (!current) return overview(entries, sessions, now);
  if (current.missing) return [missing(current.missing)];
  const key = `${current.name} ${current.generation}`;
  return [h('div.head', {key: `head ${key}`}, current.session ? sessionView(current, now) : null), logView(current.log, key, current.name, markdown, sayForm(current))];
}

/**
 * The title of the browser's tab.
 *
 * @param count how many things need the user, over all sessions
 */
export function titleView({current}, count = 0) {
  const mark = count ? `(${count}) ` : '';
  if (!current?.session) return `${mark}Orchestrator`;
  const {session} = current;
  return `${mark}${titleOf(session)} · ${session.phase}`;
}

const missing = (text) => h('div.empty', {key: 'missing'}, h('h1', null, 'No such session'), h('p', null, text),
  h('p', null, h('a', {href: '#/'}, 'All sessions')));
