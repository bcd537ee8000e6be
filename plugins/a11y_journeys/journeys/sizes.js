// The page made harder: a small screen, larger letters, more space between them. What is lost?

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @typedef {Map<Element, {shows: string, boxes: DOMRect[]}>} Sights */
  /** @typedef {{place: string, what: string}} Fault */

  const SLACK = 1;
  const MANY = 10;
  const STILL = "*, ::before, ::after { transition: none !important }";
  const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`;

  /** @type {Sights} how the page was before the screen became small */
  let before = new Map();

  /** Look at the page before the screen becomes small. */
  function remember() {
    before = hallbarCheck.sights.take(true);
  }

  /** What cannot be read on a small screen without scrolling in two directions. */
  function beyond() {
    const cut = hallbarCheck.sights.cut(before, hallbarCheck.sights.take(true));
    return (cut.length ? cut : wide()).slice(0, MANY).map(hallbarCheck.kinds.named);
  }

  /** What makes the page wider than the screen: the innermost elements that reach out of it. */
  function wide() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth + SLACK) return [];
    const out = [...document.body.querySelectorAll("*")].filter(
      (element) => reach(element) > clientWidth + SLACK,
    );
    const inner = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
    return inner.length ? inner : [document.documentElement];
  }

  /** How far right an element takes the page. @param {Element} element */
  function reach(element) {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return 0;
    }
    return element.checkVisibility() ? element.getBoundingClientRect().right : 0;
  }

  /** What is lost when all letters are twice as large. */
  function enlarged() {
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return lost(`html { font-size: ${2 * size}px !important }`, false);
  }

  /** What is lost with the spacing of WCAG 2.2 1.4.12, and was not before. */
  const spaced = () => lost(SPACED, true);

  /** @param {string} css @param {boolean} known whether what was cut off before is left out
   * @returns {Promise<Fault[]>} */
  async function lost(css, known) {
    const was = hallbarCheck.sights.take(false);
    const lay = hallbarCheck.sights.overlaps(was);
    const sheets = [...document.adoptedStyleSheets];
    const still = sheet(STILL);
    document.adoptedStyleSheets = [...sheets, still, sheet(css)];
    const worse = () => {
      const now = hallbarCheck.sights.take(false);
      return [...hallbarCheck.sights.cut(was, now, known), ...fresh(lay, hallbarCheck.sights.overlaps(now))];
    };
    let found = worse();
    if (found.length) {
      await frames(); // scripts may mend it
      found = worse();
    }
    document.adoptedStyleSheets = [...sheets, still];
    document.body.getBoundingClientRect(); // nothing may glide back
    document.adoptedStyleSheets = sheets;
    return [...new Set(found)].slice(0, MANY).map(hallbarCheck.kinds.named);
  }

  /** @param {string} css */
  function sheet(css) {
    const made = new CSSStyleSheet();
    made.replaceSync(css);
    return made;
  }

  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

  /** @param {Map<Element, Set<Element>>} before @param {Map<Element, Set<Element>>} now */
  function fresh(before, now) {
    const pairs = [...now].flatMap(([one, others]) => [...others].map((other) => ({ one, other })));
    const met = pairs.filter(
      ({ one, other }) => !before.get(one)?.has(other) && !before.get(other)?.has(one),
    );
    return met.map(({ other }) => other);
  }

  hallbarCheck.sizes = { remember, beyond, enlarged, spaced };
})();
