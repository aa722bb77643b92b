// Answers of the API that several tabs share: tabs that ask for the same within a short time get the same answer.

const TIMEOUT_MILLIS = 15_000;
const KEPT_MAX = 100;

/**
 * @param fetch as in the browser
 * @param now the time in milliseconds
 * @return {get, forget}
 */
export function createAnswers(fetch, now) {
  let kept = new Map();

  /** Resolves to {status, body}; the status is 0 if there was no answer. */
  function get(path, maxAgeMillis) {
    const known = kept.get(path);
    if (known && now() - known.at <= maxAgeMillis) return known.answer;
    const answer = ask(path);
    kept.delete(path);
    kept.set(path, {at: now(), answer});
    if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value);
    return answer;
  }

  async function ask(path) {
    try {
      const response = await fetch(path, {signal: AbortSignal.timeout(TIMEOUT_MILLIS)});
      return {status: response.status, body: await response.json().catch(() => ({}))};
    } catch {
      return {status: 0, body: {}};
    }
  }

  return {
    get,
    /** After a change on the server, what is asked next is answered anew. */
    forget() {
      kept = new Map();
    },
  };
}
