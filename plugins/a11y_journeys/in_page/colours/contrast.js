// Contrast of controls that are pointed at, pressed or focused.

import { axe } from "../engines/globals.js";

const SMALL = 50; // elements: as many as a control and the parts beside it
const PAINT = /** @type {const} */ ([
  "color",
  "backgroundColor",
  "backgroundImage",
  "opacity",
  "visibility",
  "display",
  "content",
]);
const RULES = ["color-contrast", "color-contrast-enhanced"];

/** @type {string[]} */ let colours = [];

/** Remember the colours of some controls. @param {string[]} places selectors of the controls */
export function remember(places) {
  colours = places.map(painted);
}

/** Return the selectors of the controls whose colours have changed.
 * @param {string[]} places those remembered */
export const changed = (places) => places.filter((place, index) => painted(place) !== colours[index]);

/** Return the low contrasts that axe-core finds in some controls as they are now; null without axe-core.
 * @param {string[]} places */
export async function low(places) {
  const engine = axe();
  if (!engine) return null;
  const include = [...new Set(places.map(surroundings))];
  const { violations } = await engine.run({ include }, { runOnly: RULES, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ any, target }) => ({
      rule: id,
      place: target.flat().join(" "),
      ratio: any[0].data.contrastRatio,
    })),
  );
}

/** Return the control with the parts beside it that its state may change. @param {string} place */
function surroundings(place) {
  const element = /** @type {Element} */ (document.querySelector(place));
  const parent = element.parentElement;
  return parent && parent !== document.body && parent.querySelectorAll("*").length < SMALL ? parent : element;
}

/** Return the colours of a control and its surroundings as a text. @param {string} place */
function painted(place) {
  const all = [surroundings(place), ...surroundings(place).querySelectorAll("*")];
  const styles = all.flatMap((element) =>
    ["", "::before", "::after"].map((part) => getComputedStyle(element, part)),
  );
  return JSON.stringify(styles.map((style) => PAINT.map((name) => style[name])));
}
