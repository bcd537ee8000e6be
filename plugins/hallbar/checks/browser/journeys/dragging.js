// What can only be done by pressing, moving and letting go.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const BUTTON = "button, select, summary, a[href], [role=button], input:not([type=hidden])";
  const STROKES = [["touchmove"], ["dragstart"], ["pointerdown", "pointermove"], ["mousedown", "mousemove"], ["touchstart", "touchend"]];
  const KEYS = ["keydown", "keyup"];

  /** Elements that are dragged, with no button beside them that could do the same. */
  function dragged() {
    const all = [...document.body.querySelectorAll("*")].filter((element) => drags(element) && hallbarCheck.visible(element));
    return all.filter((element) => !otherWay(element)).map((element) => ({ place: hallbarCheck.selector(element), what: hallbarCheck.words(element) }));
  }

  /** @param {Element} element */
  function drags(element) {
    if (element.matches("[draggable=true]")) return true;
    if (element.matches("[role=slider]:not(input)") && !hallbarCheck.listening.answers(element, KEYS)) return true;
    return STROKES.some((events) => events.every((event) => hallbarCheck.listening.listens(element, [event])));
  }

  /** Whether it holds a button, or one stands beside it: whether that does the same, only a person can tell.
   * @param {Element} element */
  function otherWay(element) {
    const beside = element.parentElement === document.body ? [] : [...(element.parentElement?.children ?? [])];
    return [element, ...beside].some((one) => (one !== element && one.matches(BUTTON) && !drags(one)) || one.querySelector(BUTTON));
  }

  hallbarCheck.dragging = { dragged };
})();
