// Large content that comes into view.

import { rendered } from "../dom/visibility.js";

/** Part of the window that content must fill to be more than a hint. */
const LARGE = 0.25;

/** Return the large elements in the window, and above and below it, with their areas. They include elements
 * of a third of the size, as content that only grows has not appeared.
 * @returns {Map<Element, number>} */
export function largeElements() {
  const enough = (innerWidth * innerHeight * LARGE) / 3;
  /** @type {Map<Element, number>} */ const found = new Map();
  for (const element of document.body?.getElementsByTagName("*") ?? []) {
    const { width, height, left, right } = element.getBoundingClientRect();
    const inColumn = width * height >= enough && right > 0 && left < innerWidth;
    if (inColumn && rendered(element)) found.set(element, width * height);
  }
  return found;
}

/** Return true if something large has appeared, and not because the page was scrolled or an image was loaded.
 * @param {Map<Element, number>} before @param {Map<Element, number>} now @param {boolean} scrolled */
export function hasOpened(before, now, scrolled) {
  const enough = innerWidth * innerHeight * LARGE;
  return [...now].some(([element, area]) => {
    if (area < enough || before.has(element) || element.matches("img, picture, video, iframe")) return false;
    const layered = /fixed|absolute/.test(getComputedStyle(element).position);
    return layered || (!scrolled && !element.querySelector("[loading=lazy]"));
  });
}
