// What appears when a control is pointed at or has the focus, and whether it can be sent away.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

  const POINTING = ["mouseenter", "mouseover", "mousemove", "pointerenter", "pointerover", "pointermove"];
  const FOCUSING = ["focus", "focusin"];
  const EDGE = 2;
  const PATIENCE = 450; // milliseconds: hints wait so as not to flicker
  const FAR = 150; // when it is the whole page that listens, mostly for something else

  /** @type {Map<Element, Box[]>} */ let before = new Map();
  /** @type {Element[]} */ let content = [];
  /** @type {Element} */ let aimed = document.documentElement;
  let said = "";

  /** Every text and control that shows. @returns {Map<Element, Box[]>} */
  function showing() {
    const sights = /** @type {Map<Element, {shows: string, boxes: Box[]}>} */ (
      hallbarCheck.sights.take(false)
    );
    const seen = [...sights].filter(([, { shows, boxes }]) => shows !== "nothing" && boxes.some(onPage));
    return new Map(seen.map(([element, { boxes }]) => [element, boxes]));
  }

  /** @param {Box} box */
  const onPage = ({ right, bottom }) => right > 0 && bottom + scrollY > 0;

  /** Words that CSS adds to an element. @param {Element} element */
  function added(element) {
    const all = [element, ...element.querySelectorAll("*")];
    const parts = all.flatMap((one) => ["::before", "::after"].map((part) => getComputedStyle(one, part)));
    const seen = parts.filter(({ display, opacity }) => display !== "none" && opacity !== "0");
    const words = seen.map(({ content }) => content).filter((content) => !/^(none|normal)$/.test(content));
    return words.filter((content) => /\p{L}{2}/u.test(content)).join(" ");
  }

  /** Bring a control into view and remember what shows. Where to point at it; null where it is covered.
   * @param {string} place */
  async function aim(place) {
    const element = /** @type {Element} */ (document.querySelector(place));
    element.scrollIntoView({ block: "center", behavior: "instant" });
    await frames(); // what follows scrolling
    [before, content, aimed, said] = [showing(), [], element, added(element)];
    const [box] = element.getClientRects();
    if (!box) return null;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    return hit && element.contains(hit) ? [x, y] : null;
  }

  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  /** Whether something has come that was not there; waits for it where scripts listen. */
  async function appeared() {
    const end = performance.now() + patience();
    do {
      await frames();
      content = news();
    } while (!content.length && !worded() && performance.now() < end);
    return content.length > 0 || worded();
  }

  function patience() {
    const events = [...POINTING, ...FOCUSING];
    if (hallbarCheck.listening.near(aimed, events)) return PATIENCE;
    return hallbarCheck.listening.answers(aimed, events) ? FAR : 0;
  }

  /** What shows and did not, other than in the control itself. */
  function news() {
    const own = aimed.getBoundingClientRect();
    const fresh = [...showing()].filter(([element]) => !before.has(element) && element !== aimed);
    const inside = /** @param {Box} box */ (box) => hallbarCheck.sights.within(box, own, EDGE);
    return fresh.filter(([, boxes]) => !boxes.every(inside)).map(([element]) => element);
  }

  const worded = () => added(aimed) !== said && added(aimed) !== "";

  /** Whether what came has gone, at the latest after so many milliseconds. @param {number} patience */
  async function gone(patience) {
    const end = performance.now() + patience;
    do {
      await frames();
      if (!remains()) return true;
    } while (performance.now() < end);
    return false;
  }

  function remains() {
    const shown = showing();
    return worded() || content.some((element) => shown.has(element));
  }

  /** Whether what came lies above the page: WCAG lets what hides nothing stay. Of words by CSS, nobody knows where. */
  const covers = () => worded() || content.some(floats);

  /** @param {Element} element @returns {boolean} */
  function floats(element) {
    if ([...before.keys()].some((old) => element.contains(old))) return false;
    if (/absolute|fixed/.test(getComputedStyle(element).position)) return true;
    return element.parentElement !== null && floats(element.parentElement);
  }

  /** The middle of what came, to point at; null where CSS has written it, which belongs to the control. */
  function inside() {
    const box = content[0]?.getBoundingClientRect();
    return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
  }

  /** @param {Box[] | undefined} boxes */
  const place = (boxes) => JSON.stringify(boxes?.map(({ left, top }) => [Math.round(left), Math.round(top)]));

  /** Whether anything has come, gone or moved since a control was aimed at. */
  function changed() {
    const shown = showing();
    const moved = [...shown].some(([element, boxes]) => place(boxes) !== place(before.get(element)));
    return moved || shown.size !== before.size;
  }

  const focus = () => /** @type {HTMLElement} */ (aimed).focus({ preventScroll: true });

  /** As the page was opened: nothing has the focus, nothing is scrolled. */
  function leave() {
    /** @type {HTMLElement} */ (document.activeElement ?? document.body).blur();
    scrollTo({ left: 0, top: 0, behavior: "instant" });
  }

  hallbarCheck.hover = { aim, appeared, gone, covers, inside, changed, focus, leave };
})();
