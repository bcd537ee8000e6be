// How much shows of each text and control, and which texts lie on each other.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @typedef {{left: number, top: number, right: number, bottom: number}} Box */
  /** @typedef {{shows: "all" | "part" | "nothing", boxes: Box[]}} Sight */

  const SLACK = 1;
  const AIR = 0.15; // of a line's box, above and below its letters
  const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

  /** @param {Element} element */
  function block(element) {
    let box = element;
    while (/^(inline|ruby|contents)/.test(getComputedStyle(box).display) && box.parentElement) {
      if (/^inline-/.test(getComputedStyle(box).display)) break;
      box = box.parentElement;
    }
    return box;
  }

  /** The lines of each text that is rendered, by the element that holds it. */
  function lines() {
    /** @type {Map<Element, Box[]>} */ const found = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const { parentElement, data } = /** @type {Text} */ (walker.currentNode);
      if (!parentElement || !data.trim() || !rendered(parentElement)) continue;
      range.selectNodeContents(walker.currentNode);
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      if (boxes.length)
        found.set(parentElement, [...(found.get(parentElement) ?? []), ...boxes.map(letters)]);
    }
    return found;
  }

  /** @param {Element} element */
  const rendered = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  /** @param {DOMRect} line @returns {Box} */
  function letters({ left, top, right, bottom, height }) {
    return { left, right, top: top + AIR * height, bottom: bottom - AIR * height };
  }

  /** Where an element can be seen or scrolled to. A scroll box counts only if a keyboard reaches it, when `strict`.
   * @param {boolean} strict */
  function windows(strict) {
    const root = document.documentElement;
    const overflow = getComputedStyle(root).overflowX + getComputedStyle(document.body).overflowX;
    const cut = strict || /hidden|clip/.test(overflow);
    const page = cut ? { ...EVERYWHERE, left: 0, right: root.clientWidth } : EVERYWHERE;
    const screen = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    /** @type {Map<Element, Box>} */ const known = new Map();
    /** @param {Element | null} element @returns {Box} */
    const seen = (element) => {
      if (!element || element === root || element === document.body) return page;
      const window = known.get(element) ?? clipped(element, outside(element, seen, screen), strict);
      known.set(element, window);
      return window;
    };
    return {
      inside: seen,
      around: /** @param {Element} element */ (element) => outside(element, seen, screen),
    };
  }

  /** @param {Element} element @param {(box: Element | null) => Box} seen @param {Box} screen */
  function outside(element, seen, screen) {
    const { position } = getComputedStyle(element);
    if (position === "fixed") return screen;
    let box = element.parentElement;
    while (position === "absolute" && box && !holds(box)) box = box.parentElement;
    return seen(box);
  }

  /** Whether what is placed absolutely in it is placed, and clipped, by it. @param {Element} box */
  function holds(box) {
    const { position, transform, contain } = getComputedStyle(box);
    return position !== "static" || transform !== "none" || /paint|layout|strict|content/.test(contain);
  }

  /** @param {Element} element @param {Box} around @param {boolean} strict */
  function clipped(element, around, strict) {
    const style = getComputedStyle(element);
    if (style.clip !== "auto" || /^inset\((50|100)%/.test(style.clipPath))
      return { ...EVERYWHERE, left: 0, right: 0 };
    if (/^(inline|contents)$/.test(style.display)) return around;
    const { left: x, top: y } = element.getBoundingClientRect();
    const left = x + element.clientLeft;
    const top = y + element.clientTop;
    const own = { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
    const reached = !strict || /** @type {HTMLElement} */ (element).tabIndex >= 0;
    const across = axis("left", "right", style.overflowX, own, around, reached);
    return { ...across, ...axis("top", "bottom", style.overflowY, own, around, true) };
  }

  /** @param {"left" | "top"} from @param {"right" | "bottom"} to @param {string} overflow @param {Box} own
   * @param {Box} around @param {boolean} reached @returns {any} */
  function axis(from, to, overflow, own, around, reached) {
    if (overflow === "visible") return { [from]: around[from], [to]: around[to] };
    if (/auto|scroll/.test(overflow) && reached) return { [from]: -Infinity, [to]: Infinity };
    return { [from]: Math.max(own[from], around[from]), [to]: Math.min(own[to], around[to]) };
  }

  /** @param {Box[]} boxes @param {Box} window @returns {Sight} */
  function sight(boxes, window) {
    const tiny = window.right - window.left <= SLACK || window.bottom - window.top <= SLACK;
    if (tiny || !boxes.some((box) => meet(box, window))) return { shows: "nothing", boxes };
    return { shows: boxes.every((box) => within(box, window, SLACK)) ? "all" : "part", boxes };
  }

  /** @param {Box} one @param {Box} other */
  function meet(one, other) {
    return (
      one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top
    );
  }

  /** @param {Box} box @param {Box} frame @param {number} slack */
  function within(box, frame, slack) {
    const across = box.left >= frame.left - slack && box.right <= frame.right + slack;
    return across && box.top >= frame.top - slack && box.bottom <= frame.bottom + slack;
  }

  /** How much shows of each text, and of each control without text. @param {boolean} strict */
  function take(strict) {
    const { inside, around } = windows(strict);
    /** @type {Map<Element, Sight>} */ const found = new Map();
    for (const [element, boxes] of lines()) found.set(element, sight(boxes, inside(element)));
    for (const element of hallbarCheck.controls()) {
      const textless = !element.textContent.trim() || element.matches("select, textarea");
      if (textless) found.set(element, sight([element.getBoundingClientRect()], around(element)));
    }
    return found;
  }

  /** What is cut off; `known`: unless it was before. @param {Map<Element, Sight>} before
   * @param {Map<Element, Sight>} now */
  function cut(before, now, known = false) {
    /** @type {Element[]} */ const found = [];
    for (const [element, { shows }] of now) {
      const was = before.get(element)?.shows ?? "nothing";
      const worse = shows === "part" ? !known || was !== "part" : shows === "nothing" && was !== "nothing";
      if (worse) found.push(element);
    }
    return found;
  }

  /** Texts that lie on others, by the one below. @param {Map<Element, Sight>} sights */
  function overlaps(sights) {
    const texts = [...sights].flatMap(([element, { shows, boxes }]) =>
      shows === "nothing"
        ? []
        : boxes.map((box) => ({ element, home: block(element), layer: layer(element), box })),
    );
    texts.sort((one, other) => one.box.top - other.box.top);
    /** @type {Map<Element, Set<Element>>} */ const found = new Map();
    texts.forEach((one, index) => {
      for (let next = index + 1; next < texts.length; next++) {
        const other = texts[next];
        if (!other || other.box.top >= one.box.bottom - SLACK) break;
        if (one.home === other.home || one.layer !== other.layer || !across(one.box, other.box)) continue;
        found.set(one.element, (found.get(one.element) ?? new Set()).add(other.element));
      }
    });
    return found;
  }

  /** @param {Box} one @param {Box} other */
  const across = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > SLACK;

  /** What moves over or under the rest by design: menus, dialogs, bars that stay, scroll boxes.
   * @param {Element | null} element @returns {Element | null} */
  function layer(element) {
    if (!element || element.matches(":popover-open, :modal")) return element;
    const { position, overflowX, overflowY } = getComputedStyle(element);
    const apart = /fixed|sticky|auto|scroll/.test(`${position} ${overflowX} ${overflowY}`);
    return apart ? element : layer(element.parentElement);
  }

  hallbarCheck.sights = { take, cut, overlaps, block, within };
})();
