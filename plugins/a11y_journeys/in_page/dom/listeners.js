// Event listeners of elements. Browsers do not list them, so each is recorded when a script adds it.

/** @type {WeakMap<EventTarget, Set<string>>} */ const recorded = new WeakMap();
const { addEventListener: native } = EventTarget.prototype;

/** @this {EventTarget} @param {Parameters<typeof native>} options */
EventTarget.prototype.addEventListener = function addEventListener(...options) {
  const target = this ?? window;
  recorded.set(target, (recorded.get(target) ?? new Set()).add(options[0]));
  return native.apply(target, options);
};

/** Add a listener that belongs to a journey and not to the page: it is not recorded.
 * @template {keyof WindowEventMap} Type @param {EventTarget} target @param {Type} type
 * @param {(event: WindowEventMap[Type]) => void} listener
 * @param {boolean | AddEventListenerOptions} [options] */
export function listen(target, type, listener, options) {
  native.call(target, type, /** @type {EventListener} */ (listener), options);
}

/** Return true if the target itself listens to one of the events.
 * @param {EventTarget} target @param {string[]} events */
export function hasListener(target, events) {
  return events.some(
    (event) => recorded.get(target)?.has(event) || typeof Reflect.get(target, `on${event}`) === "function",
  );
}

/** Return true if the element or one of its ancestors below the body listens to one of the events.
 * @param {Element} element @param {string[]} events @returns {boolean} */
export function hasListenerNear(element, events) {
  if (element === document.body || !element.parentElement) return false;
  return hasListener(element, events) || hasListenerNear(element.parentElement, events);
}

/** Return true if the element or anything around it listens to one of the events, up to the window.
 * @param {Element} element @param {string[]} events */
export function hasListenerAnywhere(element, events) {
  const whole = [document.body, document.documentElement, document, window];
  return hasListenerNear(element, events) || whole.some((target) => hasListener(target, events));
}
