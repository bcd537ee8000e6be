// What Tab should stop at, as far as the document tells.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const FOCUSABLE =
    "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], iframe, [tabindex], [contenteditable]";
  /** Stops inside a control of the browser's own, at most. */
  const INSIDE =
    "audio, video, input[type^=date], input[type=month], input[type=week], input[type=time], iframe";
  const WITHIN = 10;
  /** CSS pixels: nearer to the edge of a box, a mark around a stop may be cut off. */
  const NEAR = 8;
  const STATES = [
    "type",
    "style",
    "aria-current",
    "aria-checked",
    "aria-pressed",
    "aria-selected",
    "aria-expanded",
  ];

  /** All that can have the focus without a script's help. */
  function tabbable() {
    const dialog = hallbarCheck.dialog.open();
    return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(FOCUSABLE))].filter(
      (element) =>
        element.tabIndex >= 0 &&
        element.checkVisibility({ visibilityProperty: true }) &&
        !element.matches(":disabled") &&
        !element.closest("[inert]") &&
        (!dialog || dialog.contains(element)),
    );
  }

  /** How many presses should do, and how many may be needed at most. */
  function presses() {
    const found = tabbable();
    const radios = found.filter((element) => element instanceof HTMLInputElement && element.type === "radio");
    const groups = new Set(radios.map((radio) => radio.getAttribute("name")));
    const inside = found.filter((element) => element.matches(INSIDE)).length * WITHIN;
    return {
      kinds: found.map(kind),
      likely: found.length - radios.length + groups.size + 1,
      most: found.length + inside + 20,
    };
  }

  /** The same text for those that look the same: what has been judged once need not be judged again. @param {Element} element */
  function kind(element) {
    let text = STATES.map((name) => element.getAttribute(name) ?? "").join(" ") + cut(element);
    for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement)
      text += ` < ${at.localName} ${at.getAttribute("class") ?? ""} ${at.getAttribute("role") ?? ""}`;
    return text;
  }

  /** At which sides a box around it may cut its mark off. @param {Element} element */
  function cut(element) {
    let box = element.parentElement;
    while (box && getComputedStyle(box).overflow === "visible") box = box.parentElement;
    if (!box || box === document.body || box === document.documentElement) return "";
    const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    const room = [
      inner.left - outer.left,
      inner.top - outer.top,
      outer.right - inner.right,
      outer.bottom - inner.bottom,
    ];
    return room.map((space) => Number(space < NEAR)).join("");
  }

  hallbarCheck.stops = { tabbable, presses, kind, WITHIN };
})();
