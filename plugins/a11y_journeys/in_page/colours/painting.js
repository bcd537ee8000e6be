// Things that an element draws: a background, a border, a shadow, a picture.

import { channels, transparent } from "./colour.js";

const SIDES = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]);
const CHOICE = "[type=checkbox], [type=radio]";

/** Return true for a check box or a radio button. @param {Element} element */
export const isChoice = (element) => element.matches(CHOICE);

/** Return true if an element, or its ::before or ::after, draws anything that differs from its background.
 * @param {Element} element @param {string} part */
export function paints(element, part = "") {
  const style = getComputedStyle(element, part);
  if (style.display === "none" || (part && /^(none|normal)$/.test(style.content))) return false;
  if (!part && isChoice(element) && style.appearance !== "none") return true;
  const behind = background(part ? element : element.parentElement);
  const coloured = !transparent(style.backgroundColor) && channels(style.backgroundColor) !== behind;
  const filled = coloured || style.backgroundImage !== "none";
  if (style.maskImage !== "none") return filled;
  const written = /\p{L}|\p{S}/u.test(part ? style.content : "");
  return filled || style.boxShadow !== "none" || hasLine(style) || written;
}

/** Return true if a style draws a border, an outline or a line at the text.
 * @param {CSSStyleDeclaration} style */
function hasLine(style) {
  const bordered = SIDES.some(
    (side) => parseFloat(style[`border${side}Width`]) > 0 && !transparent(style[`border${side}Color`]),
  );
  const outlined = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  return bordered || outlined || style.textDecorationLine !== "none";
}

/** Return the red, green and blue of the background behind the content of an element.
 * @param {Element | null} element @returns {string} */
function background(element) {
  if (!element) return canvas();
  const { backgroundColor } = getComputedStyle(element);
  return transparent(backgroundColor) ? background(element.parentElement) : channels(backgroundColor);
}

/** Return the colour of the browser's own canvas, on which the page is drawn. */
function canvas() {
  const { colorScheme, backgroundColor } = getComputedStyle(document.documentElement);
  if (matchMedia("(forced-colors: active)").matches) return channels(backgroundColor);
  const dark = colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches;
  return dark ? "18 18 18" : "255 255 255";
}
