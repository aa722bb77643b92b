// The shared worker: one hub for all tabs.
import {createHub} from './net/hub.js';

const hub = createHub({
  open: (url) => new EventSource(url),
  fetch: (url, options) => fetch(url, options),
  timers: {
    setTimeout: (call, millis) => setTimeout(call, millis),
    clearTimeout: (timer) => clearTimeout(timer),
    now: () => Date.now(),
  },
});

addEventListener('connect', ({ports: [port]}) => hub.connect(port));
