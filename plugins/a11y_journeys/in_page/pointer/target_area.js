// Targets of the pointer and the areas that respond to it.

import { hull } from "../dom/boxes.js";
import { controls } from "../dom/controls.js";
import { visible } from "../dom/visibility.js";

/** @import { SizedBox } from "../dom/boxes.js" */
/** @typedef {{element: Element, box: SizedBox}} Target */

const CHOICE = "input[type=checkbox], input[type=radio]";

/** Return all targets of the page. @returns {Target[]} */
export function targets() {
  const choices = [...document.querySelectorAll(CHOICE)].filter(
    (choice) => !choice.closest("[inert], [disabled]"),
  );
  const all = [...new Set([...controls(), ...choices])].map((element) => ({ element, box: area(element) }));
  return all.filter(({ box }) => box.width > 1 && box.height > 1);
}

/** Return the box of a target. That of a check box or radio button includes its labels. That of a link on
 * several lines is its widest piece.
 * @param {Element} element @returns {SizedBox} */
export function area(element) {
  if (element.matches(CHOICE)) {
    const { labels } = /** @type {HTMLInputElement} */ (element);
    const parts = [element, ...(labels ?? [])].filter(visible);
    return hull(parts.map((part) => part.getBoundingClientRect()));
  }
  const pieces = [...element.getClientRects()];
  if (pieces.length > 1) return pieces.reduce((most, piece) => (piece.width > most.width ? piece : most));
  const inner = [...element.querySelectorAll("*")].filter(visible);
  return hull([...pieces, ...inner.map((part) => part.getBoundingClientRect())]);
}
