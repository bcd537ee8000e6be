// Texts that lie on each other.

import { blockOf } from "./text_lines.js";

/** @import { Box } from "../dom/boxes.js" */
/** @import { Appearance } from "./appearance.js" */

const SLACK = 1;

/** Return the elements whose text lies on that of another block, by the element with the upper line.
 * @param {Appearance} appearance */
export function overlaps(appearance) {
  const texts = [...appearance].flatMap(([element, { shows, boxes }]) =>
    shows === "nothing"
      ? []
      : boxes.map((box) => ({ element, block: blockOf(element), layer: layer(element), box })),
  );
  texts.sort((one, other) => one.box.top - other.box.top);
  /** @type {Map<Element, Set<Element>>} */ const found = new Map();
  texts.forEach((one, index) => {
    for (let next = index + 1; next < texts.length; next++) {
      const other = texts[next];
      if (!other || other.box.top >= one.box.bottom - SLACK) break;
      if (one.block === other.block || one.layer !== other.layer || !across(one.box, other.box)) continue;
      found.set(one.element, (found.get(one.element) ?? new Set()).add(other.element));
    }
  });
  return found;
}

/** Return the elements that lie on another now and did not before.
 * @param {Map<Element, Set<Element>>} before @param {Map<Element, Set<Element>>} now */
export function newOverlaps(before, now) {
  const pairs = [...now].flatMap(([one, others]) => [...others].map((other) => ({ one, other })));
  const fresh = pairs.filter(
    ({ one, other }) => !before.get(one)?.has(other) && !before.get(other)?.has(one),
  );
  return fresh.map(({ other }) => other);
}

/** Return true if two boxes share more than a line of pixels across. @param {Box} one @param {Box} other */
const across = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK;

/** Return the ancestor that may move over or under the rest of the page: a menu, a dialog, a sticky bar, a
 * scroll box.
 * @param {Element | null} element @returns {Element | null} */
function layer(element) {
  if (!element || element.matches(":popover-open, :modal")) return element;
  const { position, overflowX, overflowY } = getComputedStyle(element);
  const apart = /fixed|sticky|auto|scroll/.test(`${position} ${overflowX} ${overflowY}`);
  return apart ? element : layer(element.parentElement);
}
