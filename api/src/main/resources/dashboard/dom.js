// Builds elements. Text is always a text node: nothing that an agent printed is ever read as HTML.

/** h('p.note', {title: 'x', onclick: f}, 'text', element, null) */
export function h(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) set(element, key, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

function set(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
  else if (value === true) element.setAttribute(key, '');
  else element.setAttribute(key, String(value));
}

export const byId = (id) => document.getElementById(id);

/** Makes the parent's content equal to what is given, touching only what differs: focus, selection and clicks live on. */
export function replace(parent, children) {
  morph(parent, h('div', null, ...children));
}

function morph(old, wanted) {
  let at = old.firstChild;
  for (const node of [...wanted.childNodes]) {
    at = reach(at, node);
    const following = at?.nextSibling ?? null;
    if (!at) old.append(node);
    else if (isSame(at, node)) update(at, node);
    else at.replaceWith(node);
    at = following;
  }
  while (at) {
    const following = at.nextSibling;
    at.remove();
    at = following;
  }
}

/** Leaves out what stands before the element that is meant: whoever types in it goes on typing. */
function reach(at, node) {
  if (!at || isSame(at, node) || !node.dataset?.key) return at;
  let found = at.nextSibling;
  while (found && !isSame(found, node)) found = found.nextSibling;
  if (!found) return at;
  while (at !== found) {
    const following = at.nextSibling;
    at.remove();
    at = following;
  }
  return found;
}

const isSame = (a, b) => a.nodeName === b.nodeName && a.dataset?.key === b.dataset?.key;

/** What the reader has opened stays open. */
const isReaders = (element, name) => element.nodeName === 'DETAILS' && name === 'open';

function update(old, wanted) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== wanted.data) old.data = wanted.data;
    return;
  }
  for (const {name} of [...old.attributes]) {
    if (!wanted.hasAttribute(name) && !isReaders(old, name)) old.removeAttribute(name);
  }
  for (const {name, value} of wanted.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  morph(old, wanted);
}
