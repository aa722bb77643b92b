// A clock turned by hand and event sources that say what a test lets them say.
import {load} from './dashboard.js';

const {createFeeds} = await load('net/feeds.js');

export class FakeBrowser {
  sources = [];
  pages = [];               // paths of which a page was asked for
  page = async () => ({events: [], next: 0, more: false});
  hidden = false;
  #millis = 0;
  #timers = [];
  #onVisibility = new Set();

  setTimeout = (call, millis) => {
    const timer = {call, at: this.#millis + millis};
    this.#timers.push(timer);
    return timer;
  };

  clearTimeout = (timer) => {
    this.#timers = this.#timers.filter((other) => other !== timer);
  };

  now = () => this.#millis;
  isHidden = () => this.hidden;

  onVisibility = (listener) => {
    this.#onVisibility.add(listener);
    return () => this.#onVisibility.delete(listener);
  };

  hide() {
    this.#setHidden(true);
  }

  show() {
    this.#setHidden(false);
  }

  #setHidden(hidden) {
    this.hidden = hidden;
    for (const listener of this.#onVisibility) listener();
  }

  #feeds = createFeeds({
    open: (url) => this.open(url),
    page: (path, after) => {
      this.pages.push(`${path} after ${after}`);
      return this.page(path, after);
    },
    timers: this,
  });

  follow = (...given) => this.#feeds.follow(...given);

  open = (url) => {
    const source = new FakeSource(url);
    this.sources.push(source);
    return source;
  };

  get source() {
    return this.sources.at(-1);
  }

  get openSources() {
    return this.sources.filter(({readyState}) => readyState !== 2);
  }

  /** Lets the time pass, with all that is due in it. */
  async pass(millis) {
    const until = this.#millis + millis;
    for (;;) {
      await settled();
      const due = this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#millis = due.at;
      this.clearTimeout(due);
      due.call();
    }
    this.#millis = until;
  }
}

/** All promises that can be kept without time passing are kept. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));

class FakeSource extends EventTarget {
  readyState = 1;

  constructor(url) {
    super();
    this.url = url;
  }

  say(event, type = 'agent_event') {
    this.dispatchEvent(new MessageEvent(type, {data: JSON.stringify(event)}));
  }

  /** @param gaveUp whether the browser does not reconnect by itself */
  fail(gaveUp) {
    this.readyState = gaveUp ? 2 : 0;
    this.onerror();
  }

  close() {
    this.readyState = 2;
  }
}

/** As the API answers if a log is empty. */
export const noEvents = async () => ({events: [], next: 0, previous: 0, more: false, matches: {count: 0, atLeast: false}});
