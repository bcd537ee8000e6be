// What a reader who does not see the page is told when it changes: live regions, focus, states of controls.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const LIVE =
    "[role=status], [role=alert], [role=log], [role=timer], [aria-live]:not([aria-live=off]), output";

  /** @type {Set<string> | null} what was seen before; null when nobody watched, in this document */
  let before = null;
  /** @type {Map<Element, string>} */ const spoken = new Map();
  /** @type {string[]} */ let said = [];
  /** @type {Element | null} */ let pressed = null;

  /** Every text that is seen, by the element it stands in. */
  function texts() {
    /** @type {Map<Element, string>} */ const found = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = /** @type {Text} */ (walker.currentNode);
      if (!data.trim() || !parentElement || !hallbarCheck.visible(parentElement)) continue;
      found.set(parentElement, (found.get(parentElement) ?? "") + data.trim());
    }
    return found;
  }

  /** @param {Element} region */
  const shown = (region) =>
    // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees of it, not what is there
    region.checkVisibility() ? /** @type {HTMLElement} */ (region).innerText.trim() : "";

  function listen() {
    for (const region of document.querySelectorAll(LIVE)) {
      const text = shown(region);
      const known = spoken.get(region);
      // A region that was not rendered is not listened to: only alerts are read as they come.
      const heard = known !== undefined || region.matches("[role=alert]");
      if (text && heard && text !== known) said.push(text);
      if (region.checkVisibility() || known !== undefined) spoken.set(region, text);
    }
  }

  /** Begin to listen: before the page is brought into a state, and in each document that comes of it. */
  function watch() {
    before = new Set([...texts()].map(([element, text]) => `${hallbarCheck.selector(element)} ${text}`));
    listen();
    said = [];
    pressed = null;
    const kinds = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(listen).observe(document.documentElement, kinds);
    const press = () => (pressed = document.activeElement);
    for (const type of ["keydown", "click"]) hallbarCheck.ground.listen.call(document, type, press, true);
  }

  /** What has come into view, and how a reader could know of it. */
  function change() {
    if (!before) return null;
    const known = before;
    listen();
    const fresh = [...texts()].filter(
      ([element, text]) => !known.has(`${hallbarCheck.selector(element)} ${text}`),
    );
    const focus = document.activeElement ?? document.body;
    return {
      text: fresh.map(([, text]) => text).join(" "),
      place: fresh[0] ? hallbarCheck.selector(fresh[0][0]) : "",
      said,
      pressed: pressed ? hallbarCheck.selector(pressed) : "",
      focus: hallbarCheck.selector(focus),
      lost: focus === document.body && pressed !== null && pressed !== document.body,
      told:
        said.length > 0 ||
        tells(focus) ||
        leads(
          focus,
          fresh.map(([element]) => element),
        ),
    };
  }

  /** A control that says itself what it has done. @param {Element} control */
  const tells = (control) =>
    control.matches("[aria-expanded], [aria-pressed], [popovertarget], summary, :checked");

  /** Whether focus stands in what is new, or was moved into it. @param {Element} focus @param {Element[]} fresh */
  function leads(focus, fresh) {
    if (
      fresh.some((element) => focus.contains(element) || element.contains(focus)) &&
      focus !== document.body
    )
      return true;
    if (focus === pressed || focus === document.body) return false;
    const range = document.createRange();
    if (!fresh.length) return true;
    range.setStartBefore(/** @type {Element} */ (fresh[0]));
    range.setEndAfter(/** @type {Element} */ (fresh[fresh.length - 1]));
    return range.commonAncestorContainer.contains(focus);
  }

  hallbarCheck.ground.listen.call(window, "load", watch); // a press may have led to another document: there, what comes after it has come
  Object.assign(hallbarCheck, { watch, change });
})();
