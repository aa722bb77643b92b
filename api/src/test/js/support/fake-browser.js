// A clock turned by hand and event sources that say what a test lets them say.

export class FakeBrowser {
  sources = [];
  hidden = false;
  #millis = 0;
  #timers = [];
  #whenShown = new Set();

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

  onShown = (listener) => {
    this.#whenShown.add(listener);
    return () => this.#whenShown.delete(listener);
  };

  hide() {
    this.hidden = true;
  }

  show() {
    this.hidden = false;
    for (const listener of this.#whenShown) listener();
  }

  open = (url) => {
    const source = new FakeSource(url);
    this.sources.push(source);
    return source;
  };

  get source() {
    return this.sources.at(-1);
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
