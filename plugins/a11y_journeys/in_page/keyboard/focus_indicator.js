// Focus on one tab stop after the other, and the part of the window in which its focus indicator is drawn.

import { excerpt } from "../dom/finding.js";
import { selector } from "../dom/selector.js";
import { exposure, faces } from "./obscured.js";
import { kind, tabStops } from "./tab_stops.js";

/** @import { Box } from "../dom/boxes.js" */

/** CSS pixels around a control, for an indicator drawn outside of it. */
const MARGIN = 8;
/** The browser draws the indicators inside of these. */
const BY_THE_BROWSER = "audio, video, iframe";

/** @type {HTMLElement[]} */ let stops = [];

/** Find the tab stops, and return the kind of each. @returns {string[]} */
export function kinds() {
  stops = tabStops().filter((element) => !element.matches(BY_THE_BROWSER));
  return stops.map(kind);
}

/** Scroll to the first of some tab stops as Tab does, and remove the focus. Returns the tab stops in view.
 * @param {number[]} indices */
export function scrollToFirst([first = 0, ...others]) {
  const element = /** @type {HTMLElement} */ (stops[first]);
  element.focus();
  element.blur();
  return [first, ...others.filter((index) => inView(/** @type {Element} */ (stops[index])))];
}

/** @param {Element} element */
function inView(element) {
  const { seen, covered } = exposure(element);
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const across = left >= 0 && right <= innerWidth;
  return seen > 0 && !covered && across && top >= MARGIN && bottom <= innerHeight - MARGIN;
}

/** Focus a tab stop without scrolling. Returns the part of the window to compare, and the length of the edge
 * of the control. Null if the control is not in view or loses the focus: other journeys report that.
 * @param {number} index */
export function focus(index) {
  const element = /** @type {HTMLElement} */ (stops[index]);
  const before = [...element.getClientRects()];
  element.focus({ preventScroll: true });
  if (document.activeElement !== element || !exposure(element).seen) return null;
  const rects = faces(element)
    .flatMap((face) => [...face.getClientRects()])
    .filter(({ width, height }) => width > 0 && height > 0);
  const { labels } = /** @type {HTMLInputElement} */ (element);
  const labelled = [...(labels ?? [])].flatMap((label) => [...label.getClientRects()]);
  return {
    box: around([...rects, ...before, ...labelled]),
    x: scrollX,
    y: scrollY,
    edge: rects.reduce((sum, rect) => sum + edge(rect), 0),
    plain: getComputedStyle(element).outlineStyle === "auto",
    place: selector(element),
    what: excerpt(element),
  };
}

/** Return the part of the window around some boxes, with a margin, in whole pixels. @param {Box[]} boxes */
export function around(boxes) {
  const x = Math.max(0, Math.floor(Math.min(...boxes.map(({ left }) => left)) - MARGIN));
  const y = Math.max(0, Math.floor(Math.min(...boxes.map(({ top }) => top)) - MARGIN));
  const right = Math.min(innerWidth, Math.ceil(Math.max(...boxes.map((box) => box.right)) + MARGIN));
  const bottom = Math.min(innerHeight, Math.ceil(Math.max(...boxes.map((box) => box.bottom)) + MARGIN));
  return { x, y, width: right - x, height: bottom - y };
}

/** Return the length of the part of a box's edge that lies in the window. @param {Box} box */
export function edge({ left, top, right, bottom }) {
  const width = Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0));
  const height = Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
  const across = width * (Number(top >= 0) + Number(bottom <= innerHeight));
  return across + height * (Number(left >= 0) + Number(right <= innerWidth));
}
