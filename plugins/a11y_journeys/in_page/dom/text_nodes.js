// Text nodes of a page.

/** Yield each text in an element with the element that holds it, in document order.
 * @param {Element} root @returns {Generator<{node: Text, text: string, parent: Element}, void>} */
export function* textNodes(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (node.parentElement) yield { node, text: node.data, parent: node.parentElement };
  }
}
