// What is left of controls where the reader has chosen a few strong colours: backgrounds, shadows and masks go.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const EDGED = "button, input, select, textarea, [role=button]";
  const PICTURE = "svg, img, picture, video, canvas, object, iframe, meter, progress";
  const SIDES = ["Top", "Right", "Bottom", "Left"];

  /** @type {Element[]} */ let controls = [];
  /** @type {Element[]} */ let texts = [];
  /** @type {Set<Element>} */ let edged = new Set();
  /** @type {Set<Element>} */ let marked = new Set();

  /** Remember which controls have an edge, and which a mark, while colours are the page's own.
   * @param {string[]} places */
  function keep(places) {
    controls = places.map((place) => /** @type {Element} */ (document.querySelector(place)));
    const sights = /** @type {Map<Element, {shows: string}>} */ (hallbarCheck.sights.take(false));
    const shown = [...sights].filter(([, { shows }]) => shows !== "nothing").map(([element]) => element);
    texts = shown.filter((element) => element.textContent?.trim());
    edged = new Set(controls.filter((control) => control.matches(EDGED) && paints(control)));
    marked = new Set(controls.filter((control) => relies(control) && marks(control).some(shows)));
  }

  /** What has lost its edge or its mark. */
  function lost() {
    const edgeless = [...edged].filter((control) => !paints(control));
    const unmarked = [...marked].filter((control) => !marks(control).some(shows));
    return [...new Set([...edgeless, ...unmarked])].map(hallbarCheck.selector);
  }

  /** What must be judged by its picture: there are no words in it. */
  function wordless() {
    const seen = controls.filter((control) => hallbarCheck.visible(control) && control.localName !== "label");
    return seen.filter((control) => !worded(control)).map(hallbarCheck.selector);
  }

  /** Bring it into view; where it is then, or null where something lies on it. @param {string} place */
  function clip(place) {
    const element = /** @type {Element} */ (document.querySelector(place));
    element.scrollIntoView({ block: "center", behavior: "instant" });
    const { x, y, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(x + width / 2, y + height / 2);
    if (!hit || !(element.contains(hit) || hit.contains(element))) return null;
    const [left, top] = [Math.max(0, x), Math.max(0, y)];
    const [right, bottom] = [Math.min(x + width, innerWidth), Math.min(y + height, innerHeight)];
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** Whether there are words in it that show. @param {Element} element */
  function worded(element) {
    if (element instanceof HTMLInputElement) return !choice(element) && element.value !== "";
    return texts.some((text) => element.contains(text));
  }

  /** @param {Element} element */
  const choice = (element) => element.matches("[type=checkbox], [type=radio]");

  /** Whether only a mark tells what it is, or that it is chosen. @param {Element} control */
  function relies(control) {
    if (!(control instanceof HTMLLabelElement)) return !worded(control);
    return control.control !== null && choice(control.control) && !hallbarCheck.visible(control.control);
  }

  /** What may draw a mark in a control: elements without words, and what CSS puts before and after.
   * @param {Element} control @returns {[Element, string][]} */
  function marks(control) {
    const inner = [...control.querySelectorAll("*")];
    const field = control instanceof HTMLLabelElement ? control.control : null;
    const beside = field && field.parentElement === control.parentElement ? field.nextElementSibling : null;
    const all = beside && beside !== control ? [...inner, beside] : inner;
    const elements = all.filter((element) => !element.textContent?.trim() && hallbarCheck.visible(element));
    const parts = [control, ...all].flatMap((element) =>
      ["::before", "::after"].map((part) => [element, part]),
    );
    return /** @type {[Element, string][]} */ ([...elements.map((element) => [element, ""]), ...parts]);
  }

  /** @param {[Element, string]} mark */
  const shows = ([element, part]) => (!part && element.matches(PICTURE)) || paints(element, part);

  /** Whether an element, or what CSS puts before or after it, can be told from what lies behind.
   * @param {Element} element */
  function paints(element, part = "") {
    const style = getComputedStyle(element, part);
    if (style.display === "none" || (part && /^(none|normal)$/.test(style.content))) return false;
    if (!part && choice(element) && style.appearance !== "none") return true;
    const behind = backdrop(part ? element : element.parentElement);
    const coloured = !clear(style.backgroundColor) && rgb(style.backgroundColor) !== behind;
    const filled = coloured || style.backgroundImage !== "none";
    if (style.maskImage !== "none") return filled;
    return (
      filled || style.boxShadow !== "none" || lined(style) || /\p{L}|\p{S}/u.test(part ? style.content : "")
    );
  }

  /** @param {CSSStyleDeclaration} style */
  function lined(style) {
    const any = /** @type {any} */ (style);
    const sides = SIDES.some(
      (side) => parseFloat(any[`border${side}Width`]) > 0 && !clear(any[`border${side}Color`]),
    );
    const outlined = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
    return sides || outlined || style.textDecorationLine !== "none";
  }

  /** @param {Element | null} element @returns {string} */
  function backdrop(element) {
    if (!element)
      return forced() ? rgb(getComputedStyle(document.documentElement).backgroundColor) : canvas();
    const { backgroundColor } = getComputedStyle(element);
    return clear(backgroundColor) ? backdrop(element.parentElement) : rgb(backgroundColor);
  }

  const forced = () => matchMedia("(forced-colors: active)").matches;

  /** The browser's own paper. */
  function canvas() {
    const { colorScheme } = getComputedStyle(document.documentElement);
    const dark = colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches;
    return dark ? "18 18 18" : "255 255 255";
  }

  /** @param {string} colour */
  const clear = (colour) => /^rgba\(.*, 0\)$/.test(colour) || colour === "transparent";

  /** @param {string} colour */
  const rgb = (colour) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).join(" ");

  hallbarCheck.colours = { keep, lost, wordless, clip };
})();
