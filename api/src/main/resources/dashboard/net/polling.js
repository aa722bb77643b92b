// Asks the server again and again while the page is visible, and seldom or not at all while it is hidden.

/**
 * @param ask resolves when the answer has been dispatched; it never rejects
 * @param everyMillis pause between an answer and the next question
 * @param browser isHidden(), onVisibility(listener) → a function that unsubscribes, setTimeout, clearTimeout
 * @param hiddenMillis the pause while the page is hidden; 0 asks nothing
 * @return {now, close}: `now` asks at once, or once more if a question is under way
 */
export function poll(ask, everyMillis, browser, hiddenMillis = 0) {
  let timer = null;
  let isAsking = false;
  let isWanted = false;
  let isClosed = false;

  async function next() {
    browser.clearTimeout(timer);
    if (isClosed || (browser.isHidden() && !hiddenMillis)) return;
    if (isAsking) {
      isWanted = true;
      return;
    }
    isAsking = true;
    await ask();
    isAsking = false;
    if (isClosed) return;
    timer = browser.setTimeout(next, isWanted ? 0 : browser.isHidden() ? hiddenMillis : everyMillis());
    isWanted = false;
  }

  const unsubscribe = browser.onVisibility(() => browser.isHidden() || next());
  next();
  return {
    now: next,
    close() {
      isClosed = true;
      unsubscribe();
      browser.clearTimeout(timer);
    },
  };
}
