// The session that is looked at: its state asked again when something happens, its events as they come.
import * as api from '/api.js';
import {h, replace} from '/dom.js';
import {firstLine} from '/format.js';
import {head} from '/head.js';
import {Live} from '/live.js';
import {Log} from '/log.js';
import {Answers, needsYou, openItems} from '/needs.js';
import {Recoveries} from '/recoveries.js';
import {askToAbort, askToApprove, askToStop} from '/steer.js';

const EVERY_MILLIS = 3000;
const SOON_MILLIS = 150;

export class Session {
  constructor(name, main, outage) {
    this.name = name;
    this.outage = outage;
    this.element = main;
    this.act = {
      stop: () => askToStop(this.state, () => this.refreshIn(0)),
      approve: () => askToApprove(this.state, () => this.refreshIn(0)),
      abort: (run) => askToAbort(this.state, run, () => this.refreshIn(0)),
      pause: () => this.steer(api.pause),
      resume: () => this.steer(api.resume),
      review: () => this.steer(api.review),
    };
    this.answers = new Answers(() => {
      this.draw();
      this.refreshIn(0);
    });
    this.begin();
    this.refresh();
    this.clock = setInterval(() => this.draw(), 1000);
  }

  /** Everything anew, as for another execution of the same id. */
  begin() {
    this.live?.close();
    this.log = new Log();
    this.recoveries = new Recoveries();
    this.head = h('div.head', null);
    this.element.replaceChildren(this.head, this.log.element);
    this.live = new Live(this.name, {
      event: (event) => this.happened(event),
      connected: (yes) => this.outage.set('live', yes ? '' : 'Connection to the event stream lost; reconnecting …'),
      end: () => this.ended(),
    });
  }

  happened(event) {
    this.log.add(event);
    this.recoveries.add(event);
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
      this.take(await api.state(this.name));
      this.outage.set('state', '');
    } catch (refused) {
      this.failed(refused);
    }
    if (this.closed) return;
    this.draw();
    if (!this.state || this.state.open || this.outage.has('state')) this.refreshIn(EVERY_MILLIS);
  }

  /** An id means its newest execution, which may have begun since. */
  take(state) {
    if (this.closed) return;
    const another = this.state && this.state.execution !== state.execution;
    this.state = state;
    if (another) this.begin();
  }

  /** What is over is not asked for any more; the list tells where it goes on. */
  listed(sessions) {
    const state = this.state;
    if (!state || state.open || state.superseded) return;
    if (sessions.some((one) => one.session === state.session && one.execution !== state.execution && !one.superseded)) this.refreshIn(0);
  }

  /** By a key: nothing that starts paid work anew. */
  pauseOrResume() {
    this.head.querySelector('[data-key="pause"], [data-key="go-on"]')?.click();
  }

  /** By a key: where an answer is to be written. */
  answer() {
    this.head.querySelector('.needs textarea')?.focus();
  }

  async steer(what) {
    if (this.steering) return;
    this.steering = true;
    try {
      const answer = await what(api.nameOf(this.state));
      this.outage.set('steer', '');
      if (!answer.phase) location.hash = `#/s/${encodeURIComponent(answer.session)}`;
    } catch (refused) {
      this.outage.set('steer', refused.message);
    }
    this.steering = false;
    this.refreshIn(0);
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
    replace(this.head, head(this.state, this.act, this.recoveries, this.answers, () => this.state));
    const mark = needsYou(this.state) || openItems(this.state).length ? '(!) ' : '';
    document.title = `${mark}${firstLine(this.state.prompt) || this.state.session} · ${this.state.phase}`;
  }

  close() {
    this.closed = true;
    this.live.close();
    clearTimeout(this.later);
    clearInterval(this.clock);
    this.outage.set('live', '');
    this.outage.set('state', '');
    this.outage.set('steer', '');
  }
}
