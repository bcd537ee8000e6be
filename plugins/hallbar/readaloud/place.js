// Where a cue stands on the page.

/**
 * A Range over part of a block's text. Offsets are UTF-16 units over the block's own text nodes; those of blocks
 * inside it do not count.
 * @param {{block: number, start: number, end: number}} cue
 * @returns {Range | null} null when the page has no such place
 */
export function rangeOf({ block, start, end }) {
  const element = document.querySelector(`[data-speech="${block}"]`);
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
