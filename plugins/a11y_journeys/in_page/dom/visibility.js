// Visibility of elements.

/** Return true if the element has a box and is not hidden by CSS; it may be transparent.
 * @param {Element} element */
export const displayed = (element) => element.checkVisibility({ visibilityProperty: true });

/** Return true if the element has a box and is neither hidden nor transparent. @param {Element} element */
export const rendered = (element) =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

/** Return true if any part of the element can be seen, if necessary by scrolling. @param {Element} element */
export function visible(element) {
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && rendered(element);
}
