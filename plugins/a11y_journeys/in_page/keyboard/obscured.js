// The part of a focused element that is seen, and what covers the rest.

import { alpha } from "../colours/colour.js";
import { rendered, visible } from "../dom/visibility.js";

/** @typedef {object} Exposure of an element
 * @property {number} seen points that are seen
 * @property {number} covered points that are covered
 * @property {Element | null} by the first element that covers it */

const COLUMNS = [0, 0.25, 0.5, 0.75, 1];
const ROWS = [0, 0.5, 1];
/** Part of a box to ignore at its edges: letters of the next line reach into it, and corners are round. */
const EDGE = 0.2;
const MOST_EDGE = 4;
const LINES = 8;
const OPAQUE = "img, video, canvas, iframe, svg, object, embed";

/** Count the points of an element that are seen, and those that are covered.
 * @param {Element} element @returns {Exposure} */
export function exposure(element) {
  let seen = 0;
  let covered = 0;
  /** @type {Element | null} */ let by = null;
  for (const face of faces(element))
    for (const point of points(face)) {
      const hit = uppermost(face, point);
      if (hit === face) seen++;
      else if (hit) {
        covered++;
        by ??= hit;
      }
    }
  return { seen, covered, by };
}

/** Return the elements that show the focus of a control: itself, or the labels of a field that is not
 * visible. The label after it may belong to another field: in a group of two, to the one to change to.
 * @param {Element} element @returns {Element[]} */
export function faces(element) {
  if (visible(element)) return [element];
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].filter(visible) : [];
  const after = element.nextElementSibling;
  return !labels.length && after?.localName === "label" && visible(after) ? [after] : labels;
}

/** Yield points spread over the boxes of an element. @param {Element} element */
function* points(element) {
  for (const { left, top, width, height } of [...element.getClientRects()].slice(0, LINES)) {
    const x = Math.min(width * EDGE, MOST_EDGE);
    const y = Math.min(height * EDGE, MOST_EDGE);
    for (const column of COLUMNS)
      for (const row of ROWS)
        yield { x: left + x + column * (width - 2 * x), y: top + y + row * (height - 2 * y) };
  }
}

/** Return the face if it is seen at a point, or the element that covers it. Null if neither is there.
 * @param {Element} face @param {{x: number, y: number}} point */
function uppermost(face, { x, y }) {
  for (const hit of document.elementsFromPoint(x, y)) {
    const label = hit.closest("label");
    if (face.contains(hit) || label?.control === face || label?.contains(face)) return face;
    const related = hit.contains(face) || (inPopover(hit) && !inPopover(face));
    if (!related && opaque(hit)) return hit;
  }
  return null;
}

/** A popover that the reader opens, and closes with Esc, may cover the rest: WCAG 2.2 2.4.11, note 2.
 * @param {Element} element */
const inPopover = (element) => element.closest("[popover]:popover-open:not([popover=manual])") !== null;

/** Return true if nothing can be seen through the element. @param {Element} element */
function opaque(element) {
  if (!rendered(element)) return false;
  if (element.matches(OPAQUE)) return true;
  const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
  const shade = alpha(backgroundColor) * Number(opacity);
  return shade > 0.5 || (backgroundImage !== "none" && Number(opacity) > 0.5);
}
