// Content that is visible at the moment.

import { appearance } from "../layout/appearance.js";

/** @import { Box } from "../dom/boxes.js" */

/** Return every visible text and control with its boxes. @returns {Map<Element, Box[]>} */
export function showing() {
  const all = [...appearance(false)];
  const seen = all.filter(([, { shows, boxes }]) => shows !== "nothing" && boxes.some(onPage));
  return new Map(seen.map(([element, { boxes }]) => [element, boxes]));
}

/** Return true if a box can be scrolled to. @param {Box} box */
const onPage = ({ right, bottom }) => right > 0 && bottom + scrollY > 0;

/** Return the words that CSS adds to an element. @param {Element} element */
export function generatedWords(element) {
  const all = [element, ...element.querySelectorAll("*")];
  const parts = all.flatMap((one) => ["::before", "::after"].map((part) => getComputedStyle(one, part)));
  const seen = parts.filter(({ display, opacity }) => display !== "none" && opacity !== "0");
  const texts = seen.map(({ content }) => content).filter((content) => !/^(none|normal)$/.test(content));
  return texts.filter((content) => /\p{L}{2}/u.test(content)).join(" ");
}
