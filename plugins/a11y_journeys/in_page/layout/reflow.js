// Content that is lost on a small screen.

import { finding } from "../dom/finding.js";
import { appearance, cutOff } from "./appearance.js";

/** @import { Appearance } from "./appearance.js" */

const SLACK = 1;
const MOST = 10; // findings

/** @type {Appearance} */ let before = new Map();

/** Remember the page before the screen becomes small. */
export function remember() {
  before = appearance(true);
}

/** Return the elements that cannot be read on a small screen without scrolling in two directions. */
export function lost() {
  const cut = cutOff(before, appearance(true));
  return (cut.length ? cut : wide()).slice(0, MOST).map(finding);
}

/** Return the innermost elements that make the page wider than the screen. */
function wide() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth + SLACK) return [];
  const all = [...document.body.querySelectorAll("*")];
  const outside = all.filter((element) => rightEdge(element) > clientWidth + SLACK);
  const inner = outside.filter((one) => !outside.some((other) => other !== one && one.contains(other)));
  return inner.length ? inner : [document.documentElement];
}

/** Return the right edge of an element, or 0 if the element does not make the page wider.
 * @param {Element} element */
function rightEdge(element) {
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    if (getComputedStyle(box).overflowX !== "visible") return 0;
  }
  return element.checkVisibility() ? element.getBoundingClientRect().right : 0;
}
