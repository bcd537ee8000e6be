// Areas outside of which elements are clipped.

/** @import { Box } from "../dom/boxes.js" */
/** @typedef {[start: number, end: number]} Span of a box along one axis */

const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** Return two functions of an element: `inside` gives the area in which its content can be seen or scrolled
 * to, `around` the same area for the element itself.
 * `strict`: a scroll box must be reachable by keyboard, and the page must not scroll sideways.
 * @param {boolean} strict */
export function clipAreas(strict) {
  const root = document.documentElement;
  const overflow = getComputedStyle(root).overflowX + getComputedStyle(document.body).overflowX;
  const cut = strict || /hidden|clip/.test(overflow);
  const page = cut ? { ...EVERYWHERE, left: 0, right: root.clientWidth } : EVERYWHERE;
  const viewport = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  /** @type {Map<Element, Box>} */ const known = new Map();
  /** @param {Element | null} element @returns {Box} */
  const inside = (element) => {
    if (!element || element === root || element === document.body) return page;
    const area = known.get(element) ?? clipped(element, around(element), strict);
    known.set(element, area);
    return area;
  };
  /** @param {Element} element @returns {Box} */
  const around = (element) => {
    const { position } = getComputedStyle(element);
    return position === "fixed" ? viewport : inside(container(element, position === "absolute"));
  };
  return { inside, around };
}

/** Return the ancestor that clips an element, if there is one.
 * @param {Element} element @param {boolean} absolute */
function container(element, absolute) {
  let box = element.parentElement;
  while (absolute && box && !isContainingBlock(box)) box = box.parentElement;
  return box;
}

/** Return true if absolutely positioned descendants are placed and clipped by the element.
 * @param {Element} element */
function isContainingBlock(element) {
  const { position, transform, contain } = getComputedStyle(element);
  return position !== "static" || transform !== "none" || /paint|layout|strict|content/.test(contain);
}

/** Return the area in which the content of an element is visible.
 * @param {Element} element @param {Box} around @param {boolean} strict @returns {Box} */
function clipped(element, around, strict) {
  const style = getComputedStyle(element);
  if (style.clip !== "auto" || /^inset\((50|100)%/.test(style.clipPath))
    return { ...EVERYWHERE, left: 0, right: 0 };
  if (/^(inline|contents)$/.test(style.display)) return around;
  const { left: x, top: y } = element.getBoundingClientRect();
  const left = x + element.clientLeft;
  const top = y + element.clientTop;
  const reachable = !strict || /** @type {HTMLElement} */ (element).tabIndex >= 0;
  const [right, bottom] = [left + element.clientWidth, top + element.clientHeight];
  const across = visibleSpan(style.overflowX, [left, right], [around.left, around.right], reachable);
  const down = visibleSpan(style.overflowY, [top, bottom], [around.top, around.bottom], true);
  return { left: across[0], right: across[1], top: down[0], bottom: down[1] };
}

/** Return the part of an axis in which content is visible, in a box with the given `overflow`.
 * @param {string} overflow @param {Span} own of the box
 * @param {Span} around the part in which the box is visible
 * @param {boolean} reachable the box can be scrolled @returns {Span} */
export function visibleSpan(overflow, own, around, reachable) {
  if (overflow === "visible") return around;
  if (/auto|scroll/.test(overflow) && reachable) return [-Infinity, Infinity];
  return [Math.max(own[0], around[0]), Math.min(own[1], around[1])];
}
