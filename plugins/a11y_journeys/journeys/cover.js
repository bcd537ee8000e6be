// How much of what has the focus can be seen, and what lies upon it.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const COLUMNS = [0, 0.25, 0.5, 0.75, 1];
  const ROWS = [0, 0.5, 1];
  /** Of a box, at its edges: letters of the next line reach into it, and corners are round. */
  const EDGE = 0.2;
  const MOST_EDGE = 4;
  const LINES = 8;

  /** What shows that a control has the focus: itself, or the labels of a field that is not seen. The label after it
   * may be that of another: in a group of two, the one to change to. @param {Element} element @returns {Element[]} */
  function faces(element) {
    if (hallbarCheck.visible(element)) return [element];
    const labels =
      element instanceof HTMLInputElement ? [...(element.labels ?? [])].filter(hallbarCheck.visible) : [];
    const after = element.nextElementSibling;
    return !labels.length && after?.localName === "label" && hallbarCheck.visible(after) ? [after] : labels;
  }

  /** Points spread over what shows of an element in the window. @param {Element} element */
  function* points(element) {
    for (const { left, top, width, height } of [...element.getClientRects()].slice(0, LINES)) {
      const x = Math.min(width * EDGE, MOST_EDGE);
      const y = Math.min(height * EDGE, MOST_EDGE);
      for (const column of COLUMNS)
        for (const row of ROWS)
          yield { x: left + x + column * (width - 2 * x), y: top + y + row * (height - 2 * y) };
    }
  }

  /** Whether nothing can be seen through it. @param {Element} element */
  function opaque(element) {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (element.matches("img, video, canvas, iframe, svg, object, embed")) return true;
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const alpha = Number(/(?:\/|rgba\(.*,)\s*([\d.]+)\)$/.exec(backgroundColor)?.[1] ?? 1);
    return alpha * Number(opacity) > 0.5 || (backgroundImage !== "none" && Number(opacity) > 0.5);
  }

  /** What a reader opens, and closes with Esc, may lie on the rest: WCAG 2.2 2.4.11, note 2. @param {Element} element */
  const opened = (element) => element.closest("[popover]:popover-open:not([popover=manual])") !== null;

  /** What lies upon a face at a point; the face itself when it is seen there; null when it is not there.
   * @param {Element} face @param {{x: number, y: number}} point */
  function uppermost(face, { x, y }) {
    for (const hit of document.elementsFromPoint(x, y)) {
      const label = hit.closest("label");
      if (face.contains(hit) || label?.control === face || label?.contains(face)) return face;
      const related = hit.contains(face) || (opened(hit) && !opened(face));
      if (!related && opaque(hit)) return hit;
    }
    return null;
  }

  /** How many points of an element are seen, and how many covered. @param {Element} element */
  function measure(element) {
    let seen = 0;
    let covered = 0;
    /** @type {Element | null} */ let by = null;
    for (const face of faces(element))
      for (const point of points(face)) {
        const hit = uppermost(face, point);
        if (hit === face) seen++;
        else if (hit) {
          covered++;
          by ??= hit;
        }
      }
    return { seen, covered, by };
  }

  hallbarCheck.cover = { measure, faces };
})();
