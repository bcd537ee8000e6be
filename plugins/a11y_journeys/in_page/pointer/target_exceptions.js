// Small targets that WCAG 2.2 2.5.8 and 2.5.5 allow.

import { middle, nearest } from "../dom/boxes.js";
import { textNodes } from "../dom/text_nodes.js";
import { blockOf } from "../layout/text_lines.js";
import { area } from "./target_area.js";

/** @import { Target } from "./target_area.js" */

/** CSS pixels that every target must measure: WCAG 2.2 2.5.8. */
export const LEAST = 24;
const SLACK = 0.5; // pages are laid out in fractions of a pixel
const FIELD = "button, input, select, textarea";
const TRANSPARENT = "rgba(0, 0, 0, 0)";

/** Return true if a target is narrower or lower than `least` CSS pixels.
 * @param {Target} target @param {number} least */
export const under = ({ box }, least) => Math.min(box.width, box.height) < least - SLACK;

/** Return true if the element is in a line of other text, whose height it has. @param {Element} element */
export function inSentence(element) {
  const { display, borderTopStyle, backgroundColor } = getComputedStyle(element);
  const bare = display === "inline-block" && borderTopStyle === "none" && backgroundColor === TRANSPARENT;
  if (display !== "inline" && !(bare && element.localName === "button")) return false;
  const block = blockOf(/** @type {Element} */ (element.parentElement));
  for (const { text, parent } of textNodes(block))
    if (/\p{L}/u.test(text) && !parent.closest("a, button, script, style")) return true;
  return false;
}

/** Return true if the size is the browser's own: a copy of the element without styles has the same height.
 * @param {Target} target */
export function unstyled({ element, box }) {
  if (!element.matches(FIELD) || getComputedStyle(element).appearance === "none") return false;
  const host = document.createElement("div");
  host.style.cssText = "all: initial; position: absolute; top: 0; left: 0";
  const plain = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const name of ["class", "style", "id"]) plain.removeAttribute(name);
  host.attachShadow({ mode: "closed" }).append(plain);
  document.body.append(host);
  const { height } = plain.getBoundingClientRect();
  host.remove();
  return Math.abs(height - box.height) <= 1;
}

/** Return true if a circle of 24 pixels around the middle meets no other target and no circle of another.
 * @param {Target} target @param {Target[]} all */
export function spacious(target, all) {
  const [x, y] = middle(target.box);
  return all.every((other) => {
    if (other.element.contains(target.element) || target.element.contains(other.element)) return true;
    const small = under(other, LEAST);
    const [right, down] = small ? middle(other.box) : nearest(other.box, [x, y]);
    return Math.hypot(right - x, down - y) >= (small ? LEAST : LEAST / 2) - SLACK;
  });
}

/** Return true if a press beside the target works too, as its ::before or ::after may be larger.
 * @param {Element} element @param {number} least */
export function respondsAround(element, least) {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const [x, y] = middle(area(element));
  const far = least / 2 - SLACK;
  return [
    [-far, -far],
    [far, -far],
    [-far, far],
    [far, far],
  ].every(([right = 0, down = 0]) => {
    const hit = document.elementFromPoint(x + right, y + down);
    return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
  });
}
