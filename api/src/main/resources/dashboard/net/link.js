// A tab's connection to the hub (hub.js), which all tabs share.

const REPEAT_MILLIS = 20_000;
const SILENT_MILLIS = 20_000;

/**
 * @param port of the hub
 * @param otherPort called if the hub is silent; returns the port of one that this tab has for itself
 * @param timers setTimeout, clearTimeout
 */
export function createLink(port, otherPort, timers) {
  const follows = new Map();
  const gets = new Map();
  let lastId = 0;
  let isAlone = false;
  let repeat = null;

  function listen() {
    port.onmessage = ({data}) => {
      if (data.answer) {
        gets.get(data.id)?.(data.answer);
        return;
      }
      const {handlers, ...follow} = follows.get(data.id) ?? {};
      if (!handlers) return;
      if (data.events) {
        follows.set(data.id, {...follow, handlers, after: data.events.at(-1).id});
        handlers.onEvents(data.events);
      }
      if (data.connected !== undefined) handlers.onConnected(data.connected);
      if (data.end) {
        forgetFollow(data.id);
        handlers.onEnd();
      }
    };
  }

  const post = (message) => port.postMessage(message);

  const postFollow = ([id, {path, after}]) => post({do: 'follow', id, path, after});

  /** Tells the hub that this tab is still there, and what it follows. */
  function repeatFollows() {
    for (const follow of follows) postFollow(follow);
    repeat = follows.size ? timers.setTimeout(repeatFollows, REPEAT_MILLIS) : null;
  }

  function forgetFollow(id) {
    post({do: 'unfollow', id});
    follows.delete(id);
  }

  function useOwnHub() {
    if (isAlone) return;
    isAlone = true;
    post({do: 'leave'});
    port = otherPort();
    listen();
    for (const follow of follows) postFollow(follow);
  }

  async function ask(path, maxAgeMillis) {
    const id = ++lastId;
    let timer = null;
    const answer = await new Promise((resolve) => {
      gets.set(id, resolve);
      timer = timers.setTimeout(() => resolve(null), SILENT_MILLIS);
      post({do: 'get', id, path, maxAgeMillis});
    });
    timers.clearTimeout(timer);
    gets.delete(id);
    return answer;
  }

  listen();
  return {
    /**
     * @param after id of the last known event
     * @param handlers onEvents(events), onConnected(boolean), onEnd()
     * @return a function that ends following
     */
    follow(path, after, handlers) {
      const id = ++lastId;
      follows.set(id, {path, after, handlers});
      postFollow([id, {path, after}]);
      repeat ??= timers.setTimeout(repeatFollows, REPEAT_MILLIS);
      return () => follows.has(id) && forgetFollow(id);
    },
    /** Resolves to {status, body}. The answer may be this old, because another tab asked for it. */
    async get(path, maxAgeMillis) {
      const answer = await ask(path, maxAgeMillis);
      if (answer) return answer;
      const wasAlone = isAlone;
      useOwnHub();
      return (!wasAlone && await ask(path, maxAgeMillis)) || {status: 0, body: {}};
    },
    forget: () => post({do: 'forget'}),
    leave: () => post({do: 'leave'}),
    /** After the page was kept by the browser and is shown again. */
    comeBack: repeatFollows,
    useOwnHub,
  };
}
