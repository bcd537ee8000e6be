// The second press of a double click, or of a held key, which would press what has come under it.

const PAUSE = 500; // milliseconds in which a second press does nothing
const NEAR = 44; // pixels between the presses of a double click or a double tap
const PRESSES = ["pointerdown", "mousedown", "click"];

/**
 * Ignore presses for a moment after a first one: all in what it has opened, and those in its own place.
 * Meanwhile `data-opened` of what was opened is `just`.
 * @param {HTMLElement} opened
 * @param {MouseEvent} first
 */
export function ignoreSecondPress(opened, first) {
  const over = new AbortController();
  const ignore = (/** @type {Event} */ event) => {
    if (!(event instanceof MouseEvent && (isIn(opened, event) || isAt(first, event)))) return;
    event.preventDefault(); // nor may focus move, or a word be selected
    event.stopImmediatePropagation();
  };
  for (const type of PRESSES) document.addEventListener(type, ignore, { capture: true, signal: over.signal });
  opened.dataset.opened = "just";
  setTimeout(() => {
    opened.dataset.opened = "";
    over.abort();
  }, PAUSE);
}

/** @param {HTMLElement} element @param {MouseEvent} event */
const isIn = (element, { target }) => target instanceof Node && element.contains(target);

/** Return true if a pointer has pressed the same place again. A key's press has no place (its `detail` is 0).
 * @param {MouseEvent} first @param {MouseEvent} next */
const isAt = (first, next) =>
  first.detail > 0 && Math.hypot(next.clientX - first.clientX, next.clientY - first.clientY) < NEAR;
