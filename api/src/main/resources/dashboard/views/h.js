// Describes elements as plain objects. Views return descriptions, and ui/render.js patches the page to match them.

/**
 * h('p.note', {title: 'x', onclick: {do: 'pause'}}, 'text', h(…), null)
 *
 * A handler is an intent: data that names an action (ui/intents.js). `key` tells siblings apart and becomes the attribute
 * data-key. `class` adds to the classes of the name. Empty children and classes are left out.
 */
export function h(name, props, ...children) {
  const [tag, ...classes] = name.split('.');
  const {key = null, class: more = [], ...rest} = props ?? {};
  const all = [...classes, more].flat().filter(Boolean);
  if (all.length) rest.class = all.join(' ');
  return {tag, key, props: rest, children: children.flat(Infinity).filter(isShown).map(asChild)};
}

const isShown = (child) => child !== null && child !== undefined && child !== false && child !== '';

const asChild = (child) => (typeof child === 'number' ? String(child) : child);
