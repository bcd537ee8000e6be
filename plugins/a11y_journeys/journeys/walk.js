// A walk through the page by Tab. What a stop is like is noted as the next key comes: the page has scrolled by then,
// and one message to the browser a stop is enough.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @typedef {{seen: number, covered: number, by: Element | null}} Cover */
  /** @typedef {Cover & {element: Element, back: boolean, times: number, changes: boolean, nameless: boolean}} Stop */

  const ROUNDS = 3;
  /** Part of the window that must come into view to be more than a hint. */
  const LARGE = 0.25;
  /** @type {Stop[]} */ let stops = [];
  let way = fresh(false);

  /** @param {boolean} back */
  function fresh(back) {
    /** @type {Element[]} */ const came = [];
    return { back, pressed: 0, over: false, address: location.href, scrolled: scrollY, came, large: areas() };
  }

  /** The larger things in view or above and below it, with their areas. @returns {Map<Element, number>} */
  function areas() {
    const enough = (innerWidth * innerHeight * LARGE) / 3;
    /** @type {Map<Element, number>} */ const found = new Map();
    for (const element of document.body?.getElementsByTagName("*") ?? []) {
      const { width, height, left, right } = element.getBoundingClientRect();
      const there = width * height >= enough && right > 0 && left < innerWidth;
      if (there && element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        found.set(element, width * height);
    }
    return found;
  }

  /** Whether something large has come into view, and not by scrolling. @param {Map<Element, number>} now */
  function opened(now) {
    const enough = innerWidth * innerHeight * LARGE;
    const still = scrollY === way.scrolled;
    return [...now].some(([element, area]) => {
      if (area < enough || way.large.has(element) || element.matches("img, picture, video, iframe"))
        return false;
      return (
        (still && !element.querySelector("[loading=lazy]")) ||
        /fixed|absolute/.test(getComputedStyle(element).position)
      );
    });
  }

  /** Begin to walk, forwards from the top or backwards from the last stop. @param {boolean} back */
  function begin(back) {
    hallbarCheck.ground.calm(true);
    if (back) /** @type {HTMLElement | undefined} */ (stops.at(-1)?.element)?.focus();
    else {
      hallbarCheck.ground.start();
      stops = [];
    }
    way = fresh(back);
    hallbarCheck.ground.ledAway();
    const { listen } = hallbarCheck.ground;
    listen.call(window, "keydown", press, true);
    listen.call(window, "focus", come, true);
    listen.call(window, "blur", into);
    return hallbarCheck.stops.presses();
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key !== "Tab") return;
    note();
    way.pressed++;
  }

  /** @param {FocusEvent} event */
  function come({ target }) {
    if (target instanceof Element) way.came.push(target);
    else again();
  }

  /** Keys pressed inside a frame are not told to the page around it: note the frame as focus goes in. */
  function into() {
    if (document.activeElement?.localName === "iframe") note();
  }

  /** The page scrolls to a frame after focus has gone in: see how much of it shows as focus comes out. */
  function again() {
    const last = stops.at(-1);
    if (last?.element.localName === "iframe") Object.assign(last, hallbarCheck.cover.measure(last.element));
  }

  /** Take down where the walk stands. */
  function note() {
    if (way.over) return;
    const at = document.activeElement;
    const nowhere = !at || at === document.body || at === document.documentElement;
    const first = way.came.find(hallbarCheck.visible);
    const moved =
      first !== undefined && document.hasFocus() && (nowhere || (first !== at && !first.contains(at)));
    if (moved) stops.push({ ...stop(first), changes: true, seen: 1, covered: 0 });
    if (nowhere) way.over = !moved && way.pressed > 0;
    else {
      stand(at);
      way.over ||= !document.hasFocus(); // gone, from the inside of a frame
    }
    way.came = [];
  }

  /** @param {Element} element */
  function stand(element) {
    const last = stops.at(-1);
    if (last?.element === element && last.back === way.back) last.times++;
    else if (last?.back && last.element === stops[0]?.element)
      way.over = true; // the browser goes round
    else stops.push(stop(element));
  }

  /** @param {Element} element @returns {Stop} */
  function stop(element) {
    const large = areas();
    const changes = hallbarCheck.ground.ledAway() || location.href !== way.address || opened(large);
    way = { ...way, address: location.href, scrolled: scrollY, large };
    const nameless = !way.back && hallbarCheck.keyboard.perhapsNameless(element);
    return { element, back: way.back, times: 1, changes, nameless, ...hallbarCheck.cover.measure(element) };
  }

  /** Whether the walk has come to its end, or goes round and round. */
  function state() {
    again();
    note();
    const last = stops.at(-1);
    const rounds = stops.filter(({ element, back }) => element === last?.element && back === way.back).length;
    return {
      over: way.over,
      stuck: rounds >= ROUNDS || (last?.times ?? 0) > hallbarCheck.stops.WITHIN + ROUNDS,
    };
  }

  /** Leave the page as it was. */
  function end() {
    removeEventListener("keydown", press, true);
    removeEventListener("focus", come, true);
    removeEventListener("blur", into);
    hallbarCheck.ground.calm(false);
    hallbarCheck.ground.top();
  }

  hallbarCheck.walk = { begin, state, end, taken: () => stops };
})();
