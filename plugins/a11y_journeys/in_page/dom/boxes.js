// Geometry of rectangles, in CSS pixels.

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
/** @typedef {Box & {width: number, height: number}} SizedBox as DOMRect is */
/** @typedef {[x: number, y: number]} Point */

/** Return true if two boxes share some area. @param {Box} one @param {Box} other */
export function meet(one, other) {
  const across = one.left < other.right && one.right > other.left;
  return across && one.top < other.bottom && one.bottom > other.top;
}

/** Return true if a box lies in another, or reaches out of it by no more than `slack`.
 * @param {Box} box @param {Box} frame @param {number} slack */
export function within(box, frame, slack) {
  const across = box.left >= frame.left - slack && box.right <= frame.right + slack;
  return across && box.top >= frame.top - slack && box.bottom <= frame.bottom + slack;
}

/** Return the smallest box around some boxes; of size 0 if there are none.
 * @param {Box[]} boxes @returns {SizedBox} */
export function hull(boxes) {
  if (!boxes.length) return { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return { left, top, right, bottom, width: right - left, height: bottom - top };
}

/** @param {SizedBox} box @returns {Point} */
export const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];

/** Return the point of a box that is nearest to a point.
 * @param {Box} box @param {Point} point @returns {Point} */
export const nearest = (box, [x, y]) => [between(box.left, x, box.right), between(box.top, y, box.bottom)];

/** @param {number} least @param {number} value @param {number} most */
const between = (least, value, most) => Math.min(Math.max(value, least), most);
