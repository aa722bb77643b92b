// Draws the regions of the page, each one again when its inputs have changed.
import {outageText} from '../state/page.js';
import {healthView} from '../views/health.js';
import {listView} from '../views/list.js';
import {mainView, titleView} from '../views/main.js';
import {render} from './render.js';

const REGIONS = {
  health: {inputs: ({health}) => [health], view: healthView},
  list: {inputs: ({sessions, current, now}) => [sessions, current?.name ?? '', now], view: listView},
  main: {inputs: ({current, now}) => [current, now], view: (current, now) => mainView({current, now})},
  outage: {inputs: (page) => [outageText(page)], view: (text) => [text]},
};

export function keepPage(store, act) {
  const draws = Object.entries(REGIONS).map(([id, region]) => createDraw(document.getElementById(id), region, act));
  const draw = () => {
    const page = store.get();
    for (const drawRegion of draws) drawRegion(page);
    document.getElementById('outage').hidden = !outageText(page);
    document.getElementById('frame').classList.toggle('one', Boolean(page.current));
    document.title = titleView(page);
  };
  store.subscribe(draw);
  draw();
}

function createDraw(element, {inputs, view}, act) {
  let before = [];
  return (page) => {
    const now = inputs(page);
    if (now.length === before.length && now.every((input, i) => input === before[i])) return;
    before = now;
    render(element, view(...now), act);
  };
}
