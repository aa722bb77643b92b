// The URL's hash names the shown session, or the watched project and its task.
import {projectsInOrder} from '../state/project.js';
import {placeIn, watchUrl} from '../state/urls.js';

const WIDE = '(min-width: 50rem)';

/** Shows a place at once: the browser reports the changed hash only later. */
export function navigate(url, show) {
  location.hash = url;
  show(placeIn(location.hash));
}

/** @param show called now and after each change, with the place that the URL names */
export function followLocation(show) {
  const onChange = () => show(placeIn(location.hash));
  addEventListener('hashchange', onChange);
  onChange();
}

/** Opens the first project if the URL names none and the screen has room for it beside the list. */
export function openFirst(store) {
  const open = () => {
    if (!matchMedia(WIDE).matches) return;
    const {projects, watch} = store.get();
    const [project] = projectsInOrder(projects);
    if (watch && !watch.project && project) location.replace(watchUrl(project.project));
  };
  store.subscribe(open);
}
