// Places on the page: from a cue to the text that it names, and from a point of the page to its place.

/**
 * A stretch of a block's own text, and a point in it, in UTF-16 units.
 * @typedef {{block: number, start: number, end: number}} Place
 * @typedef {{block: number, at: number}} Point
 */

/**
 * Return a Range over part of a block's text. Offsets are UTF-16 units over the block's own text nodes; those
 * of blocks inside it do not count.
 * @param {Place} place
 * @returns {Range | null} null if the page has no such place
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
 * Return the point of a node and an offset in it: the block, and the units of its own text before the point.
 * @param {Node} node
 * @param {number} offset
 * @returns {Point | null} null where nothing is read aloud
 */
export function pointOf(node, offset) {
  const element = node instanceof Element ? node : node.parentElement;
  const block = element?.closest("[data-speech]");
  if (!(block instanceof HTMLElement)) return null;
  let at = 0;
  for (const text of ownTexts(block)) {
    if (text === node) return { block: Number(block.dataset.speech), at: at + offset };
    // an offset into an element counts its children: the texts before that child come before the point
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
 * Return the point of the text at a position in the viewport.
 * @param {number} x
 * @param {number} y
 */
export function pointAt(x, y) {
  if ("caretPositionFromPoint" in document) {
    const found = document.caretPositionFromPoint(x, y);
    return found && pointOf(found.offsetNode, found.offset);
  }
  // @ts-expect-error Safari's name for it before 26.2
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? pointOf(range.startContainer, range.startOffset) : null;
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
