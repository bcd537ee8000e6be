// The text that is selected on the page. A press on a button may clear it, so the last one is remembered.

import { pointOf } from "./place.js";

/** @type {Range | null} */
let last = null;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection?.rangeCount && !selection.isCollapsed) last = selection.getRangeAt(0).cloneRange();
});
document.addEventListener("click", ({ target }) => {
  const inside = target instanceof Element && target.closest("read-aloud");
  if (!inside && (getSelection()?.isCollapsed ?? true)) last = null;
});

/**
 * Return the start and the end of the text that was selected last; null after a click elsewhere.
 * @returns {[import("./place.js").Point, import("./place.js").Point] | null}
 */
export function selected() {
  const blocks = last
    ? [...document.querySelectorAll("[data-speech]")].filter((one) => last?.intersectsNode(one))
    : [];
  const [first, end] = [blocks[0], blocks.at(-1)];
  if (!last || !first || !end) return null;
  // an end of the selection that is not in a block moves to the first or last block that is selected
  const from = pointOf(last.startContainer, last.startOffset) ?? pointOf(first, 0);
  const to = pointOf(last.endContainer, last.endOffset) ?? pointOf(end, end.childNodes.length);
  return from && to ? [from, to] : null;
}
