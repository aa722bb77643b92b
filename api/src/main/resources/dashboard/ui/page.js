// Draws the regions of the page, each one again when its inputs have changed.
import {attention} from '../state/attention.js';
import {moreToList, olderThanListed, outageText, shownSessions} from '../state/page.js';
import {askingText} from '../state/project.js';
import {healthView, notifyView} from '../views/health.js';
import {listView} from '../views/list.js';
import {mainView, titleView} from '../views/main.js';
import {watchTitle, watchView} from '../watch/main.js';
import {headLink, projectsView} from '../watch/projects.js';
import {render} from './render.js';

const REGIONS = {
  health: {inputs: ({health}) => [health], view: healthView},
  notify: {inputs: ({notifying}) => [notifying], view: notifyView},
  watching: {inputs: ({projects, watch}) => [projects, Boolean(watch)], view: headLink},
  news: {inputs: ({projects}) => [askingText(projects)], view: (text) => [text]},
  list: {
    inputs: (page) => (page.watch ? [page.projects, page.watch.project]
      : [page.sessions, page.current?.name ?? '', page.now, olderThanListed(page), moreToList(page), page.listFilter, shownSessions(page), page.health]),
    view: (all, selected, now, ...more) => (typeof now === 'number' ? listOnceKnown(all, selected, now, ...more) : projectsView(all, selected)),
  },
  main: {
    inputs: ({current, watch, now, sessions, projects, seen, health}) =>
      [current, watch, now, ...(current || watch ? [null, null, null] : [sessions, projects, seen]), Boolean(health)],
    view: (current, watch, now, sessions, projects, seen, isKnown, markdown) => (watch ? watchView(watch, now)
      : sessions && !isKnown && !sessions.length ? []
      : mainView({current, now, sessions}, sessions ? attention({sessions, projects, seen, now}) : [], markdown)),
  },
  outage: {inputs: (page) => [outageText(page)], view: (text) => [text]},
};

/** Before the first answer nobody knows if there are sessions. */
const listOnceKnown = (all, selected, now, older, more, filter, found, health) =>
  (health || all.length ? listView(all, selected, now, older, more, filter, found) : []);

/** @param markdown see views/markdown.js */
export function keepPage(store, act, markdown) {
  const draws = Object.entries(REGIONS).map(([id, region]) => createDraw(document.getElementById(id), region, act, markdown));
  const draw = () => {
    const page = store.get();
    for (const drawRegion of draws) drawRegion(page);
    document.getElementById('outage').hidden = !outageText(page);
    document.getElementById('frame').classList.toggle('one', Boolean(page.current ?? page.watch?.project));
    document.getElementById('list').setAttribute('aria-label', page.watch ? 'Watched projects' : 'Sessions');
    const count = attention(page).length;
    document.title = page.watch ? watchTitle(page.watch, count) : titleView(page, count);
  };
  store.subscribe(draw);
  draw();
}

function createDraw(element, {inputs, view}, act, markdown) {
  let before = [];
  return (page) => {
    const now = inputs(page);
    if (now.length === before.length && now.every((input, i) => input === before[i])) return;
    before = now;
    render(element, view(...now, markdown), act);
  };
}
