// The event log: the newest events kept in memory, the newest of those that match kept in the page.
import {h} from '/dom.js';
import {hue, timeOf, words} from '/format.js';

const KEPT_MAX = 20000;
const ROWS_MAX = 2000;
const TYPES = ['status', 'milestone', 'blocker', 'request_review', 'error', 'recovery', 'permission_blocker', 'result',
  'message', 'reasoning', 'tool_call', 'tool_result', 'file_change', 'plan', 'usage', 'review', 'decision', 'control',
  'unknown'];
const IMPORTANT = new Set(['milestone', 'blocker', 'request_review', 'error', 'recovery', 'permission_blocker', 'result',
  'review', 'decision', 'control']);

export class Log {
  constructor() {
    this.kept = [];
    this.pending = [];
    this.total = 0;
    this.missed = 0;
    this.runs = new Set();
    this.build();
  }

  build() {
    this.run = h('select', {'aria-label': 'Agent', onchange: () => this.redraw()}, h('option', {value: ''}, 'All agents'));
    this.type = h('select', {'aria-label': 'Type', onchange: () => this.redraw()},
      h('option', {value: ''}, 'All types'), h('option', {value: '!'}, 'Important'),
      TYPES.map((type) => h('option', {value: type}, words(type))));
    this.search = h('input', {type: 'search', placeholder: 'Search (/)', 'aria-label': 'Search the log',
      oninput: () => this.redrawSoon()});
    this.follow = h('input', {type: 'checkbox', checked: true, onchange: () => this.toEnd()});
    this.count = h('span.count', {role: 'status'});
    this.rows = h('div.rows', {role: 'log', 'aria-label': 'Events', 'aria-live': 'off', tabindex: 0,
      onscroll: () => this.scrolled()});
    this.newer = h('button.button.small.primary.newer', {type: 'button', hidden: true, onclick: () => this.resume()});
    this.element = h('section.log', {'aria-label': 'Event log'},
      h('div.tools', null, this.run, this.type, this.search,
        h('label.follow', {title: 'Follow the newest event (f)'}, this.follow, 'Follow'), this.count),
      this.rows, this.newer);
    new ResizeObserver(() => this.toEnd()).observe(this.rows);
    this.hint('Waiting for events …');
  }

  add(event) {
    this.pending.push(event);
    this.drawing ??= setTimeout(() => this.draw(), this.pause());
  }

  /** At once for a few, seldom in a flood or where nobody looks. */
  pause() {
    return document.hidden || this.flooded ? 250 : 16;
  }

  draw() {
    this.drawing = null;
    const fresh = this.pending;
    this.pending = [];
    this.flooded = fresh.length > 100;
    this.total += fresh.length;
    for (const event of fresh) this.keep(event);
    if (this.kept.length > KEPT_MAX) this.kept = this.kept.slice(-KEPT_MAX);
    this.append(fresh.slice(-KEPT_MAX).filter((event) => this.matches(event)));
    this.tell();
  }

  keep(event) {
    this.kept.push(event);
    if (!event.run || this.runs.has(event.run)) return;
    this.runs.add(event.run);
    this.run.append(h('option', {value: event.run}, event.run));
  }

  append(events) {
    if (!events.length) return;
    if (this.hinting) this.clear();
    this.rows.append(...events.slice(-ROWS_MAX).map(row));
    if (this.follow.checked) {
      this.trim();
      this.toEnd();
    } else {
      this.missed += events.length;
    }
  }

  /** Rows go only while following: nothing moves under the eyes of who reads. */
  trim() {
    while (this.rows.childElementCount > ROWS_MAX) this.rows.firstElementChild.remove();
  }

  matches(event) {
    if (this.run.value && event.run !== this.run.value) return false;
    if (this.type.value === '!' && !IMPORTANT.has(event.type)) return false;
    if (this.type.value && this.type.value !== '!' && event.type !== this.type.value) return false;
    const wanted = this.search.value.trim().toLowerCase();
    return !wanted || event.text.toLowerCase().includes(wanted) || event.run.toLowerCase().includes(wanted);
  }

  redrawSoon() {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.redraw(), 120);
  }

  redraw() {
    this.clear();
    const found = this.kept.filter((event) => this.matches(event)).slice(-ROWS_MAX);
    this.rows.append(...found.map(row));
    if (!found.length) this.hint(this.kept.length ? 'No event matches.' : 'Waiting for events …');
    this.missed = 0;
    this.toEnd();
    this.tell();
  }

  clear() {
    this.hinting = false;
    this.rows.replaceChildren();
  }

  hint(text) {
    this.hinting = true;
    this.rows.replaceChildren(h('p.hint', null, text));
  }

  tell() {
    const cut = this.total > this.kept.length ? `, newest ${this.kept.length.toLocaleString()} kept here` : '';
    this.count.textContent = `${this.total.toLocaleString()} events${cut}`;
    this.newer.hidden = this.follow.checked || this.missed === 0;
    this.newer.textContent = `${this.missed.toLocaleString()} newer ↓`;
  }

  toEnd() {
    if (!this.follow.checked) return;
    this.missed = 0;
    this.ours = true;
    this.rows.scrollTop = this.rows.scrollHeight;
  }

  /** Scrolling up stops following, scrolling to the end goes on with it. */
  scrolled() {
    if (this.ours) {
      this.ours = false;
      return;
    }
    const atEnd = this.rows.scrollHeight - this.rows.scrollTop - this.rows.clientHeight < 24;
    if (atEnd === this.follow.checked) return;
    this.follow.checked = atEnd;
    if (atEnd) this.missed = 0;
    this.tell();
  }

  resume() {
    this.follow.checked = true;
    this.trim();
    this.toEnd();
    this.tell();
    this.rows.focus();
  }

  toggleFollow() {
    this.follow.checked = !this.follow.checked;
    this.toEnd();
    this.tell();
  }

  ended() {
    if (this.hinting) this.hint('This session has no events.');
  }
}

const label = (type) => (type === 'permission_blocker' ? 'denied' : words(type));

function row(event) {
  const long = event.text.includes('\n') || event.text.length > 140 || Object.keys(event.data).length > 0;
  const text = h('span.text', null, long ? more(event) : null, event.text);
  const element = h(`div.event.k-${event.type}`, null,
    h('time', {datetime: event.at, title: event.at}, timeOf(event.at)),
    h('span.who', {title: event.run || 'session'}, event.run || 'session'),
    h('span.kind', {title: event.type}, label(event.type)), text);
  if (event.agent) element.classList.add(hue(event.agent));
  return element;
}

function more(event) {
  return h('button.more', {type: 'button', 'aria-expanded': 'false', 'aria-label': 'Show all of it',
    onclick: (click) => toggle(click.currentTarget, event)}, '▸');
}

function toggle(button, event) {
  const element = button.closest('.event');
  const open = element.classList.toggle('open');
  button.textContent = open ? '▾' : '▸';
  button.setAttribute('aria-expanded', String(open));
  element.querySelector('.data')?.remove();
  if (open && Object.keys(event.data).length) {
    element.append(h('pre.data', null, JSON.stringify(event.data, null, 2)));
  }
}
