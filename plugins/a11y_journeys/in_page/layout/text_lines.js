// Lines of text on the page.

import { textNodes } from "../dom/text_nodes.js";
import { rendered } from "../dom/visibility.js";

/** @import { Box } from "../dom/boxes.js" */

const LEADING = 0.15; // of a line's height, above and below its letters

/** Return the boxes of the lines of each rendered text, by the element that holds the text. */
export function textLines() {
  /** @type {Map<Element, Box[]>} */ const found = new Map();
  const range = document.createRange();
  for (const { node, text, parent } of textNodes(document.body)) {
    if (!text.trim() || !rendered(parent)) continue;
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
    if (lines.length) found.set(parent, [...(found.get(parent) ?? []), ...lines.map(letters)]);
  }
  return found;
}

/** Return the part of a line that letters fill. @param {DOMRect} line @returns {Box} */
function letters({ left, top, right, bottom, height }) {
  return { left, right, top: top + LEADING * height, bottom: bottom - LEADING * height };
}

/** Return the block that the text of an element flows in. @param {Element} element */
export function blockOf(element) {
  let box = element;
  while (/^(inline|ruby|contents)/.test(getComputedStyle(box).display) && box.parentElement) {
    if (/^inline-/.test(getComputedStyle(box).display)) break;
    box = box.parentElement;
  }
  return box;
}
