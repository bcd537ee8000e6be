// Focus, and the place of what has it.

/**
 * Move focus. Its indicator is shown after a press with a pointer too, if there is something to do there.
 * @param {HTMLElement} element
 */
export function focusOn(element, focusVisible = true) {
  element.focus(focusVisible ? { focusVisible } : {});
}

/**
 * Change the page, and let an element stay where it is on the screen: it is under somebody's finger.
 * @param {Element | null} element @param {() => void} change
 */
export function keepInPlace(element, change) {
  const top = () => element?.getBoundingClientRect().top ?? 0;
  const before = top();
  change();
  const moved = top() - before;
  if (moved) scrollBy({ top: moved, behavior: "instant" });
}

/** Set an attribute, or remove one that would be empty. @param {Element} element @param {string} name @param {string} value */
export function setOrRemove(element, name, value) {
  if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}
