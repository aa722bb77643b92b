// One session's events as they happen. The browser comes back by itself with the last id; where the server refuses
// (restarting, too many clients), we come back.
import {eventsUrl} from '/api.js';

const NAMES = ['agent_event', 'session_event', 'recovery_event', 'decision_event', 'review_event'];
const AGAIN_MILLIS = 2000;

export class Live {
  /** handlers: event(event), connected(boolean), end() */
  constructor(name, handlers) {
    this.name = name;
    this.handlers = handlers;
    this.lastId = 0;
    this.open();
  }

  open() {
    this.source = new EventSource(eventsUrl(this.name, this.lastId));
    this.source.onopen = () => this.handlers.connected(true);
    this.source.onerror = () => this.lost();
    for (const name of NAMES) this.source.addEventListener(name, (message) => this.take(message));
    this.source.addEventListener('end', () => this.end());
  }

  take(message) {
    const event = JSON.parse(message.data);
    if (event.id <= this.lastId) return;
    this.lastId = event.id;
    this.handlers.event(event);
  }

  lost() {
    this.handlers.connected(false);
    if (this.source.readyState !== EventSource.CLOSED || this.closed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), AGAIN_MILLIS);
  }

  end() {
    this.close();
    this.handlers.end();
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.source.close();
  }
}
