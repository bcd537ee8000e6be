// Puts the focus on one control after the other, and says where to look for the difference.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** CSS pixels around a control, for what is drawn outside it. */
  const MARGIN = 8;
  /** The browser draws in these itself. */
  const OWN = "audio, video, iframe";

  /** @type {HTMLElement[]} */ let found = [];

  /** What Tab comes to, each by its kind. @returns {string[]} */
  function kinds() {
    found = hallbarCheck.stops.tabbable().filter((/** @type {Element} */ element) => !element.matches(OWN));
    return found.map(hallbarCheck.stops.kind);
  }

  /** Scroll to a stop as Tab does; which of `others` are in view there, as they are without focus? @param {number[]} others */
  function near([first, ...others]) {
    const element = /** @type {HTMLElement} */ (found[first ?? 0]);
    element.focus();
    element.blur();
    return [first, ...others.filter((index) => inView(/** @type {Element} */ (found[index])))];
  }

  /** @param {Element} element */
  function inView(element) {
    const { seen, covered } = hallbarCheck.cover.measure(element);
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return (
      seen > 0 &&
      !covered &&
      left >= 0 &&
      right <= innerWidth &&
      top >= MARGIN &&
      bottom <= innerHeight - MARGIN
    );
  }

  /** Focus a stop without scrolling: the part of the window to look at, and the length of the control's edge.
   * Null when it is out of sight, or lets go of the focus: other journeys tell. @param {number} index */
  function on(index) {
    const element = /** @type {HTMLElement} */ (found[index]);
    const before = [...element.getClientRects()];
    element.focus({ preventScroll: true });
    if (document.activeElement !== element || !hallbarCheck.cover.measure(element).seen) return null;
    const faces = /** @type {Element[]} */ (hallbarCheck.cover.faces(element));
    const rects = faces
      .flatMap((face) => [...face.getClientRects()])
      .filter(({ width, height }) => width > 0 && height > 0);
    const labels = /** @type {HTMLInputElement} */ (element).labels ?? [];
    const box = around([...rects, ...before, ...[...labels].flatMap((label) => [...label.getClientRects()])]);
    const plain = getComputedStyle(element).outlineStyle === "auto";
    return {
      box,
      x: scrollX,
      y: scrollY,
      edge: rects.reduce((sum, rect) => sum + edge(rect), 0),
      plain,
      place: hallbarCheck.selector(element),
      what: hallbarCheck.words(element),
    };
  }

  /** What of the window lies around them. @param {DOMRect[]} rects */
  function around(rects) {
    const x = Math.max(0, Math.floor(Math.min(...rects.map(({ left }) => left)) - MARGIN));
    const y = Math.max(0, Math.floor(Math.min(...rects.map(({ top }) => top)) - MARGIN));
    const right = Math.min(innerWidth, Math.ceil(Math.max(...rects.map(({ right }) => right)) + MARGIN));
    const bottom = Math.min(innerHeight, Math.ceil(Math.max(...rects.map(({ bottom }) => bottom)) + MARGIN));
    return { x, y, width: right - x, height: bottom - y };
  }

  /** How much of a rectangle's edge lies in the window. @param {DOMRect} rect */
  function edge({ left, top, right, bottom }) {
    const width = Math.max(0, Math.min(right, innerWidth) - Math.max(left, 0));
    const height = Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0));
    return (
      width * (Number(top >= 0) + Number(bottom <= innerHeight)) +
      height * (Number(left >= 0) + Number(right <= innerWidth))
    );
  }

  hallbarCheck.focus = { kinds, near, on };
})();
