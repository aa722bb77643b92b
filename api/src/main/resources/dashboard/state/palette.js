// What the command palette offers: the controls of what is shown, its agents, and every place of the page.
import {needsCount} from './page.js';
import {nameOfProject, pauseOrResume} from './project.js';
import {decisions} from './result.js';
import {controls, nameOf, openItems, titleOf} from './session.js';
import {pageUrl, runUrl, watchUrl} from './urls.js';

const SHOWN_MAX = 50;

/** Each is {key, text, hint, and an `intent` or the `url` of a place}. */
export function paletteEntries(page) {
  const {current, sessions, projects, watch} = page;
  return [
    ...(current?.session ? ofSession(current.session) : []),
    ...(watch?.state ? ofProject(watch.state) : []),
    action('New session', 'n', {do: 'askToStart'}),
    place('All sessions', asking(needsCount(page)), '#/'),
    place('Watched projects', '', watchUrl()),
    action('Keyboard shortcuts', '?', {do: 'showKeys'}),
    action('Log out', '', {do: 'logOut'}),
    ...sessions.map((session) => place(titleOf(session), `session · ${session.phase} · ${session.target || session.session}`, pageUrl(nameOf(session)))),
    ...projects.map((state) => place(nameOfProject(state), 'watched project', watchUrl(state.project))),
  ];
}

const asking = (count) => (count ? `${count} ${count === 1 ? 'needs' : 'need'} you` : '');

const action = (text, hint, intent) => ({key: `do ${intent.do} ${intent.control ?? intent.kind ?? ''}`, text, hint, intent});

const place = (text, hint, url) => ({key: `to ${url}`, text, hint, url});

function ofSession(session) {
  const can = controls(session);
  return [
    openItems(session).length ? action('Answer', 'a', {do: 'focusAnswer'}) : null,
    can.pause ? action('Pause this session', 'p', {do: 'pause'}) : null,
    can.unpause ? action('Resume this session', 'p', {do: 'resume'}) : null,
    can.resume ? action('Resume this session from its finished work', '', {do: 'resume'}) : null,
    can.review ? action('Review the work of this session now', '', {do: 'review'}) : null,
    can.stop ? action('Stop this session', '', {do: 'askToStop'}) : null,
    can.archive ? action('Archive this session', '', {do: 'archive'}) : null,
    can.unarchive ? action('Put this session back into the list', '', {do: 'unarchive'}) : null,
    session.teamwork?.result?.files ? action('Show the changes', 'd', {do: 'showChanges'}) : null,
    ...decidable(session).map((kind) => action(DECIDED[kind], '', {do: 'askToSettle', kind})),
    action('Search the event log', '/', {do: 'focusSearch'}),
    ...session.assignments.filter(({launches}) => launches > 0)
      .map(({run, title}) => place(`Conversation of ${run}`, title, runUrl(nameOf(session), run))),
  ].filter(Boolean);
}

const DECIDED = {merge: 'Merge the result', 'pull-request': 'Open a pull request', discard: 'Discard the result'};

function decidable(session) {
  const made = session.teamwork?.result;
  const {kinds, why} = made ? decisions(session, made) : {kinds: [], why: ''};
  return why ? [] : kinds;
}

function ofProject(state) {
  const control = pauseOrResume(state);
  return control ? [action(`${control === 'pause' ? 'Pause' : 'Resume'} ${nameOfProject(state)}`, 'p', {do: 'control', control})] : [];
}

/** The entries that have all typed words, those whose text begins with them first. */
export function matching(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({text, hint}) => words.every((word) => `${text} ${hint}`.toLowerCase().includes(word)));
  const begins = ({text}) => words.length > 0 && text.toLowerCase().startsWith(words[0]);
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))].slice(0, SHOWN_MAX);
}

/** The place of the chosen entry among `count`, `step` places on and round the ends. */
export const moved = (at, step, count) => (count ? (at + step + count) % count : 0);
