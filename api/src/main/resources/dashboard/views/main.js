// The main part of the page: the shown session, or help if there is none.
import {titleOf, needsYou, openItems} from '../state/session.js';
import {h} from './h.js';
import {logView} from './log.js';
import {sessionView} from './session.js';

export function mainView({current, now}) {
  if (!current) return [welcome];
  if (current.missing) return [missing(current.missing)];
  const key = `${current.name} ${current.generation}`;
  return [h('div.head', {key: `head ${key}`}, current.session ? sessionView(current, now) : null), logView(current.log, key)];
}

/** The title of the browser's tab. */
export function titleView({current}) {
  if (!current?.session) return 'Orchestrator';
  const {session} = current;
  const mark = needsYou(session) || openItems(session).length ? '(!) ' : '';
  return `${mark}${titleOf(session)} · ${session.phase}`;
}

const welcome = h('div.empty', {key: 'welcome'}, h('h1', null, 'Choose a session'),
  h('p', null, 'See live what its agents do and what they cost.'),
  h('p', null, 'Or start one: ', h('code', null, 'orchestrate "Add a --json flag" --target ~/code/app')));

const missing = (text) => h('div.empty', {key: 'missing'}, h('h1', null, 'No such session'), h('p', null, text),
  h('p', null, h('a', {href: '#/'}, 'All sessions')));
