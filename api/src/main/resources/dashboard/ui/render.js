// Patches the content of an element to match a description (views/h.js). Only differences are touched, so focus,
// selection, typed text, opened details and scroll positions stay. Text becomes text nodes and is never parsed as HTML.
import {visible} from '../views/visible.js';

const READ = new Set(['title', 'aria-label']);

const SVG = 'http://www.w3.org/2000/svg';

const rendered = new WeakMap();

/** @param act called with a handler's intent and the event */
export function render(element, children, act) {
  const root = {document: element.ownerDocument, act};
  const focused = root.document.activeElement;
  rendered.set(element, patchChildren(element, rendered.get(element) ?? [], children, root));
  // A moved element loses the focus.
  if (focused !== root.document.activeElement && element.contains(focused)) focused.focus({preventScroll: true});
}

/** Patches children that stay, creates new ones, removes the others, then puts all in order. */
function patchChildren(parent, before, wanted, root) {
  if (before.length === wanted.length && before.every((old, i) => old.wanted === wanted[i])) return before;
  const names = identities(before.map((old) => old.wanted));
  const remaining = new Map(before.map((old, i) => [names[i], old]));
  const after = identities(wanted).map((name, i) => {
    const old = remaining.get(name);
    remaining.delete(name);
    return old ? update(old, wanted[i], root) : create(wanted[i], root, parent);
  });
  for (const {node} of remaining.values()) node.remove();
  placeInOrder(parent, after);
  return after;
}

function placeInOrder(parent, all) {
  let at = parent.firstChild;
  for (const {node} of all) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

/** Identifies each child by its tag, its key, and its number among siblings with the same tag and key. */
function identities(children) {
  const counts = new Map();
  return children.map((child) => {
    const name = typeof child === 'string' ? '#text' : `${child.tag} ${child.key ?? ''}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count ? `${name} ${count}` : name;
  });
}

function create(wanted, root, parent) {
  if (typeof wanted === 'string') return {wanted, node: root.document.createTextNode(visible(wanted))};
  const made = {wanted, node: createNode(wanted.tag, root.document, parent), children: [], listensTo: new Set()};
  if (wanted.key !== null) made.node.setAttribute('data-key', wanted.key);
  setProps(made, {}, wanted.props, root);
  made.children = patchChildren(made.node, [], wanted.children, root);
  return made;
}

/** What is inside of a drawing belongs to it. */
const createNode = (tag, document, parent) =>
  (tag === 'svg' || parent.namespaceURI === SVG ? document.createElementNS(SVG, tag) : document.createElement(tag));

function update(made, wanted, root) {
  const old = made.wanted;
  if (old === wanted) return made;
  made.wanted = wanted;
  if (typeof wanted === 'string') {
    made.node.data = visible(wanted);
    return made;
  }
  setProps(made, old.props, wanted.props, root);
  made.children = patchChildren(made.node, made.children, wanted.children, root);
  return made;
}

function setProps(made, before, props, root) {
  for (const name of Object.keys(before)) if (!(name in props)) setProp(made, name, null, root);
  for (const [name, value] of Object.entries(props)) if (value !== before[name]) setProp(made, name, value, root);
}

function setProp(made, name, value, root) {
  if (name.startsWith('on')) listen(made, name, root);
  else if (name === 'checked') made.node.checked = value;
  else if (value === null || value === undefined || value === false) made.node.removeAttribute(name);
  else made.node.setAttribute(name, value === true ? '' : shownValue(name, value));
}

/** Only texts that the user reads are changed: a link or a value must stay what it is. */
const shownValue = (name, value) => (READ.has(name) ? visible(String(value)) : String(value));

/** Adds one listener per event; it looks up the newest intent. */
function listen(made, name, root) {
  if (made.listensTo.has(name)) return;
  made.listensTo.add(name);
  made.node.addEventListener(name.slice(2), (event) => {
    const intent = made.wanted.props[name];
    if (intent) root.act(intent, event);
  });
}
