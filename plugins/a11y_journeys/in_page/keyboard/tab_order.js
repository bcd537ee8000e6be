// The order in which Tab passes through a page.

/** Return the elements from which Tab moves up the page. Popovers and dialogs have an order of their own.
 * @param {Element[]} elements in the order of Tab */
export function backwards(elements) {
  const wrong = elements.filter((element, index) => {
    const next = elements[index + 1];
    const layered = [element, next].some((one) => one?.closest(":popover-open, dialog[open]"));
    return next && !layered && precedes(next, element);
  });
  return [...new Set(wrong)];
}

/** Return true if an element begins before another in the document.
 * @param {Element} one @param {Element} other */
export const precedes = (one, other) =>
  Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
