// What elements listen to. Browsers do not tell, so it is noted when the page's scripts say it.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @type {WeakMap<EventTarget, Set<string>>} */ const heard = new WeakMap();
  const add = EventTarget.prototype.addEventListener;

  /** @this {EventTarget} @param {Parameters<typeof add>} given */
  EventTarget.prototype.addEventListener = function addEventListener(...given) {
    const target = this ?? window;
    heard.set(target, (heard.get(target) ?? new Set()).add(given[0]));
    return add.apply(target, given);
  };

  /** Whether it listens to one of the events itself. @param {any} target @param {string[]} events */
  function listens(target, events) {
    return events.some(
      (event) => heard.get(target)?.has(event) || typeof target[`on${event}`] === "function",
    );
  }

  /** Whether it does, or what it stands in. @param {Element} element @param {string[]} events
   * @returns {boolean} */
  function near(element, events) {
    if (element === document.body || !element.parentElement) return false;
    return listens(element, events) || near(element.parentElement, events);
  }

  /** Whether it does, or anything around it, up to the window. @param {Element} element @param {string[]} events */
  function answers(element, events) {
    const whole = [document.body, document.documentElement, document, window];
    return near(element, events) || whole.some((one) => listens(one, events));
  }

  hallbarCheck.listening = { listens, near, answers };
})();
