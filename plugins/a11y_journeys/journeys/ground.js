// Where a walk by keyboard begins, and a page that keeps still meanwhile.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** In a layer: there, !important is stronger than the page's own. */
  const CALM = `@layer hallbar { *, ::before, ::after {
    transition-duration: 0s !important; transition-delay: 0s !important; animation-duration: 0s !important;
    animation-delay: 0s !important; animation-iteration-count: 1 !important; scroll-behavior: auto !important;
    caret-color: transparent !important; pointer-events: auto !important } }`;

  /** The browser's own: what is heard here is not the page's (listening.js, which comes after this file). */
  const listen = EventTarget.prototype.addEventListener;
  const sheet = new CSSStyleSheet();
  let restore = () => {};
  let led = false;

  /** Nothing moves, blinks, lets the pointer through or leads away by itself, until it is called with `false`.
   * @param {boolean} on */
  function calm(on) {
    sheet.replaceSync(CALM);
    const others = document.adoptedStyleSheets.filter((other) => other !== sheet);
    document.adoptedStyleSheets = on ? [...others, sheet] : others;
    if (on) window.navigation.addEventListener("navigate", hold);
    else window.navigation.removeEventListener("navigate", hold);
  }

  /** @param {NavigateEvent} event */
  function hold(event) {
    if (event.userInitiated) return;
    led = true;
    event.preventDefault();
  }

  /** Whether focus alone would have led away since this was last asked. */
  function ledAway() {
    const answer = led;
    led = false;
    return answer;
  }

  /** Focus nowhere, the page at its top, and the next Tab from there. */
  function top() {
    from("-1");
    restore();
  }

  /** As in a page just opened: Tab begins with what has the lowest tabindex, if anything has. In a dialog, in it. */
  function start() {
    const inside = hallbarCheck.dialog.open() ? hallbarCheck.stops.tabbable()[0] : null;
    from("1");
    listen.call(window, "focus", () => restore(), { capture: true, once: true });
    inside?.focus();
  }

  /** @param {string} order the document's own tabindex, until it is restored */
  function from(order) {
    const root = document.documentElement;
    const own = root.getAttribute("tabindex");
    restore();
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    root.setAttribute("tabindex", order);
    root.focus({ preventScroll: true }); // in vain while a dialog is modal: then Tab starts where focus was
    root.blur();
    scrollTo({ left: 0, top: 0, behavior: "instant" });
    restore = () => {
      if (own === null) root.removeAttribute("tabindex");
      else root.setAttribute("tabindex", own);
      restore = () => {};
    };
  }

  hallbarCheck.ground = { listen, calm, ledAway, top, start };
})();
