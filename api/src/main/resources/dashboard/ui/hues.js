// Gives each agent on the page its colour, as rules for the classes of views/format.js.
import {agentsOf, colourOf, withAgents} from '../state/hues.js';
import {hue} from '../views/format.js';

export function keepHues(store) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  let hues = {};
  let place = null;

  store.subscribe(() => {
    const page = store.get();
    const newPlace = page.current?.name ?? page.watch?.project ?? '';
    const next = withAgents(newPlace === place ? hues : {}, agentsOf(page));
    place = newPlace;
    if (next === hues) return;
    hues = next;
    sheet.replaceSync(Object.entries(hues).map(([agent, number]) => `.${hue(agent)} { --hue: ${colourOf(number)}; }`).join('\n'));
  });
}
