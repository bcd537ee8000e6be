// What can only be done by pressing, moving and letting go.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const BUTTON = "button, select, summary, a[href], [role=button], input:not([type=hidden])";
  const STROKES = [["touchmove"], ["dragstart"], ["pointerdown", "pointermove"], ["mousedown", "mousemove"]];
  const KEYS = ["keydown", "keyup"];

  /** Elements that are dragged, with no button beside them that could do the same. */
  function dragged() {
    const all = [...document.body.querySelectorAll("*")].filter(drags).filter(hallbarCheck.visible);
    return all.filter((element) => !otherWay(element)).map(hallbarCheck.kinds.named);
  }

  /** @param {Element} element */
  function drags(element) {
    if (element.matches("[draggable=true]")) return true;
    if (element.matches("[role=slider]:not(input)") && !hallbarCheck.listening.answers(element, KEYS))
      return true;
    return STROKES.some((events) =>
      events.every((event) => hallbarCheck.listening.listens(element, [event])),
    );
  }

  /** Whether it holds a button, or one stands beside it: whether that does the same, only a person can tell.
   * @param {Element} element */
  function otherWay(element) {
    const beside =
      element.parentElement === document.body ? [] : [...(element.parentElement?.children ?? [])];
    const button = beside.some((one) => one !== element && one.matches(BUTTON) && !drags(one));
    return button || [element, ...beside].some((one) => one.querySelector(BUTTON));
  }

  hallbarCheck.dragging = { dragged };
})();
