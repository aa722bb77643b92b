// As much of a document as ui/render.js touches. A moved or removed element loses its focus, as in a browser.

class FakeNode {
  parentNode = null;
  childNodes = [];

  constructor(ownerDocument) {
    this.ownerDocument = ownerDocument;
  }

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get nextSibling() {
    const siblings = this.parentNode?.childNodes ?? [];
    return siblings[siblings.indexOf(this) + 1] ?? null;
  }

  insertBefore(node, before) {
    if (before === node) throw new Error('inserted before itself');
    node.remove();
    this.childNodes.splice(before ? this.childNodes.indexOf(before) : this.childNodes.length, 0, node);
    node.parentNode = this;
  }

  remove() {
    if (!this.parentNode) return;
    this.parentNode.childNodes = this.parentNode.childNodes.filter((other) => other !== this);
    this.parentNode = null;
    if (this.contains(this.ownerDocument.activeElement)) this.ownerDocument.activeElement = this.ownerDocument.body;
  }

  contains(node) {
    return node === this || this.childNodes.some((child) => child.contains(node));
  }
}

class FakeText extends FakeNode {
  constructor(document, data) {
    super(document);
    this.data = data;
  }

  toString() {
    return this.data.replaceAll('<', '&lt;');
  }
}

class FakeElement extends FakeNode {
  attributes = new Map();
  listeners = [];

  constructor(document, tag) {
    super(document);
    this.tag = tag;
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  addEventListener(type, listener) {
    this.listeners.push({type, listener});
  }

  fire(type) {
    for (const one of this.listeners) if (one.type === type) one.listener({type});
  }

  focus() {
    this.ownerDocument.activeElement = this;
  }

  toString() {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${value}"`).join('');
    return `<${this.tag}${attributes}>${this.childNodes.join('')}</${this.tag}>`;
  }
}

export class FakeDocument {
  body = new FakeElement(this, 'body');
  activeElement = this.body;

  createElement(tag) {
    return new FakeElement(this, tag);
  }

  createElementNS(namespace, tag) {
    const element = new FakeElement(this, tag);
    element.namespaceURI = namespace;
    return element;
  }

  createTextNode(data) {
    return new FakeText(this, data);
  }
}
