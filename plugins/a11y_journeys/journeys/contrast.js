// How controls are coloured when they are pointed at, pressed or have the focus.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  const LARGE = 50; // elements: as much as a control and what stands beside it
  const PAINT = [
    "color",
    "backgroundColor",
    "backgroundImage",
    "opacity",
    "visibility",
    "display",
    "content",
  ];
  const CONTRAST = ["color-contrast", "color-contrast-enhanced"];

  /** @type {string[]} */ let colours = [];

  /** A control with what its state may change beside it. @param {string} place */
  function around(place) {
    const element = /** @type {Element} */ (document.querySelector(place));
    const parent = element.parentElement;
    return parent && parent !== document.body && parent.querySelectorAll("*").length < LARGE
      ? parent
      : element;
  }

  /** @param {string} place */
  function painted(place) {
    const styles = [around(place), ...around(place).querySelectorAll("*")].flatMap((element) =>
      ["", "::before", "::after"].map((part) => /** @type {any} */ (getComputedStyle(element, part))),
    );
    return JSON.stringify(styles.map((style) => PAINT.map((name) => style[name])));
  }

  /** Keep how controls are coloured. @param {string[]} places */
  function paint(places) {
    colours = places.map(painted);
  }

  /** Which of them are coloured in another way now. @param {string[]} places */
  const repainted = (places) => places.filter((place, index) => painted(place) !== colours[index]);

  /** What axe-core says of their contrast as they stand; null when it is not there. @param {string[]} places */
  async function low(places) {
    const axe = /** @type {any} */ (globalThis).axe;
    if (!axe) return null;
    const include = [...new Set(places.map(around))];
    const { violations } = await axe.run({ include }, { runOnly: CONTRAST, resultTypes: ["violations"] });
    return violations.flatMap(told);
  }

  /** @param {any} violation */
  const told = ({ id, nodes }) =>
    nodes.map((/** @type {any} */ { any, target }) => ({
      rule: id,
      place: target.flat().join(" "),
      ratio: any[0].data.contrastRatio,
    }));

  hallbarCheck.contrast = { paint, repainted, low };
})();
