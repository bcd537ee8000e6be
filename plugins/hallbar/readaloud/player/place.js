// Where a cue stands on the page, and what place of the page a point or a selection means.

/**
 * A stretch of a block's own text, and one point in it, in UTF-16 units.
 * @typedef {{block: number, start: number, end: number}} Place
 * @typedef {{block: number, at: number}} Point
 */

/**
 * A Range over part of a block's text. Offsets are UTF-16 units over the block's own text nodes; those of
 * blocks inside it do not count.
 * @param {Place} place
 * @returns {Range | null} null when the page has no such place
 */
export function rangeOf({ block, start, end }) {
  const element = blockOf(block);
  if (!element) return null;
  const range = document.createRange();
  let from = 0;
  let begun = false;
  for (const node of ownTexts(element)) {
    const to = from + node.data.length;
    if (!begun && start < to) {
      range.setStart(node, start - from);
      begun = true;
    }
    if (begun && end <= to) {
      range.setEnd(node, end - from);
      return range;
    }
    from = to;
  }
  return null;
}

/** @param {number} block */
export function blockOf(block) {
  return document.querySelector(`[data-speech="${block}"]`);
}

/**
 * The block of a place in the page, and how far into its own text it is.
 * @param {Node} node
 * @param {number} offset
 * @returns {Point | null} null where nothing is read aloud
 */
function placeOf(node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest("[data-speech]");
  if (!(block instanceof HTMLElement)) return null;
  let at = 0;
  for (const text of ownTexts(block)) {
    if (text === node) return { block: Number(block.dataset.speech), at: at + offset };
    // an offset into an element counts its children: what stands before them
    if (node.contains(text) ? isBefore(text, node, offset) : text.compareDocumentPosition(node) & 4) {
      at += text.data.length;
    }
  }
  return { block: Number(block.dataset.speech), at };
}

/** @param {Text} text @param {Node} node @param {number} offset */
function isBefore(text, node, offset) {
  const child = node.childNodes[offset];
  return !child || Boolean(text.compareDocumentPosition(child) & 4);
}

/**
 * The place under a point of the window.
 * @param {number} x
 * @param {number} y
 */
export function placeAt(x, y) {
  if ("caretPositionFromPoint" in document) {
    const found = document.caretPositionFromPoint(x, y);
    return found && placeOf(found.offsetNode, found.offset);
  }
  // @ts-expect-error Safari's name for it before 26.2
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? placeOf(range.startContainer, range.startOffset) : null;
}

/** @type {Range | null} */
let last = null;
// a press on a button may take the selection away: what was selected in the text is kept
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection?.rangeCount && !selection.isCollapsed) last = selection.getRangeAt(0).cloneRange();
});

/**
 * Where the text that was selected last begins and ends.
 * @returns {[Point, Point] | null}
 */
export function selected() {
  const blocks = last
    ? [...document.querySelectorAll("[data-speech]")].filter((one) => last?.intersectsNode(one))
    : [];
  const [first, end] = [blocks[0], blocks.at(-1)];
  if (!last || !first || !end) return null;
  // a selection may begin or end outside of what is read: then with the first or the last that is
  const from = placeOf(last.startContainer, last.startOffset) ?? placeOf(first, 0);
  const to = placeOf(last.endContainer, last.endOffset) ?? placeOf(end, end.childNodes.length);
  return from && to ? [from, to] : null;
}

/**
 * @param {Element} block
 * @returns {Generator<Text>}
 */
function* ownTexts(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (node.parentElement?.closest("[data-speech]") === block) yield node;
  }
}
