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
  const listens = (target, events) => events.some((event) => heard.get(target)?.has(event) || typeof target[`on${event}`] === "function");

  /** Whether it does, or what it stands in. @param {Element} element @param {string[]} events */
  function near(element, events) {
    for (let one = /** @type {Element | null} */ (element); one && one !== document.body; one = one.parentElement) if (listens(one, events)) return true;
    return false;
  }

  /** Whether it does, or anything around it, up to the window. @param {Element} element @param {string[]} events */
  const answers = (element, events) => near(element, events) || [document.body, document.documentElement, document, window].some((one) => listens(one, events));

  hallbarCheck.listening = { listens, near, answers };
})();
