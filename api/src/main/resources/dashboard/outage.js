// Says clearly when what is shown may be old. Each part of the page reports for itself.

export class Outage {
  constructor(element) {
    this.element = element;
    this.reasons = new Map();
  }

  /** An empty text means that all is well again. */
  set(part, text) {
    if (text) this.reasons.set(part, text);
    else this.reasons.delete(part);
    const all = [...new Set(this.reasons.values())];
    this.element.hidden = all.length === 0;
    this.element.textContent = all.join(' ');
  }

  has(part) {
    return this.reasons.has(part);
  }
}
