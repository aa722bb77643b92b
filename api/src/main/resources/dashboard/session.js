// The session that is looked at: its state asked again when something happens, its events as they come.
import * as api from '/api.js';
import {h, replace} from '/dom.js';
import {firstLine} from '/format.js';
import {head, needsYou} from '/head.js';
import {Live} from '/live.js';
import {Log} from '/log.js';
import {askToStop} from '/stop.js';

const EVERY_MILLIS = 3000;
const SOON_MILLIS = 150;

export class Session {
  constructor(name, main, outage) {
    this.name = name;
    this.outage = outage;
    this.log = new Log();
    this.head = h('div.head', null);
    this.element = main;
    main.replaceChildren(this.head, this.log.element);
    this.live = new Live(name, {
      event: (event) => this.happened(event),
      connected: (yes) => outage.set('live', yes ? '' : 'Connection to the event stream lost; reconnecting …'),
      end: () => this.ended(),
    });
    this.refresh();
    this.clock = setInterval(() => this.draw(), 1000);
  }

  happened(event) {
    this.log.add(event);
    const tells = event.source === 'orchestrator' || ['result', 'milestone', 'error'].includes(event.type);
    if (tells) this.refreshIn(SOON_MILLIS);
  }

  ended() {
    this.log.ended();
    this.refreshIn(0);
  }

  refreshIn(millis) {
    if (this.soon && millis > 0) return;
    clearTimeout(this.later);
    this.soon = millis < EVERY_MILLIS;
    this.later = setTimeout(() => this.refresh(), millis);
  }

  async refresh() {
    this.soon = false;
    try {
      this.state = await api.state(this.name);
      this.outage.set('state', '');
    } catch (refused) {
      this.failed(refused);
    }
    if (this.closed) return;
    this.draw();
    if (!this.state || this.state.open || this.outage.has('state')) this.refreshIn(EVERY_MILLIS);
  }

  failed(refused) {
    if (this.closed) return;
    if (refused.status === 404 && !this.state) {
      this.close();
      this.element.replaceChildren(h('div.empty', null, h('h1', null, 'No such session'), h('p', null, refused.message),
        h('p', null, h('a', {href: '#/'}, 'All sessions'))));
      return;
    }
    this.outage.set('state', refused.message);
  }

  draw() {
    if (!this.state || this.closed) return;
    replace(this.head, head(this.state, () => this.stop()));
    const mark = needsYou(this.state) ? '(!) ' : '';
    document.title = `${mark}${firstLine(this.state.prompt) || this.state.session} · ${this.state.phase}`;
  }

  stop() {
    askToStop(this.state, () => this.refreshIn(0));
  }

  close() {
    this.closed = true;
    this.live.close();
    clearTimeout(this.later);
    clearInterval(this.clock);
    this.outage.set('live', '');
    this.outage.set('state', '');
  }
}
