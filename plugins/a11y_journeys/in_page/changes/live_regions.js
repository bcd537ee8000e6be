// Live regions, and the texts that a screen reader announces when they change.

const LIVE =
  "[role=status], [role=alert], [role=log], [role=timer], [aria-live]:not([aria-live=off]), output";

/** @type {Map<Element, string>} */ const texts = new Map();
/** @type {string[]} */ let announced = [];

/** Observe the live regions of the document from now on. */
export function observe() {
  update();
  announced = [];
  const changes = { subtree: true, childList: true, characterData: true, attributes: true };
  new MutationObserver(update).observe(document.documentElement, changes);
}

/** Return the texts that have been announced since `observe` was called. */
export function announcements() {
  update();
  return announced;
}

function update() {
  for (const region of document.querySelectorAll(LIVE)) {
    const text = shown(region);
    const known = texts.get(region);
    // Screen readers ignore a region that was not rendered before, unless it is an alert.
    const observed = known !== undefined || region.matches("[role=alert]");
    if (text && observed && text !== known) announced.push(text);
    if (region.checkVisibility() || known !== undefined) texts.set(region, text);
  }
}

/** @param {Element} region */
const shown = (region) =>
  // biome-ignore lint/performance/useDomNodeTextContent: only the text that is rendered is announced
  region.checkVisibility() ? /** @type {HTMLElement} */ (region).innerText.trim() : "";
