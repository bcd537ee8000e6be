// Controls in forced colours, where backgrounds, shadows and masks disappear and edges or marks may be lost.

import { selector } from "../dom/selector.js";
import { visible } from "../dom/visibility.js";
import { appearance } from "../layout/appearance.js";
import { hasMark, hasWords, reliesOnMark } from "./marks.js";
import { paints } from "./painting.js";

const WITH_EDGE = "button, input, select, textarea, [role=button]";

/** @type {Element[]} */ let controls = [];
/** @type {Element[]} */ let texts = [];
/** @type {Element[]} */ let edged = [];
/** @type {Element[]} */ let marked = [];

/** Remember which controls have an edge, and which rely on a mark, in the page's own colours.
 * @param {string[]} places selectors of the controls */
export function remember(places) {
  controls = places.map((place) => /** @type {Element} */ (document.querySelector(place)));
  const shown = [...appearance(false)].filter(([, { shows }]) => shows !== "nothing");
  texts = shown.map(([element]) => element).filter((element) => element.textContent?.trim());
  edged = controls.filter((control) => control.matches(WITH_EDGE) && paints(control));
  marked = controls.filter((control) => reliesOnMark(control, texts) && hasMark(control));
}

/** Return the selectors of the controls that have lost their edge or their mark. */
export function lost() {
  const edgeless = edged.filter((control) => !paints(control));
  const unmarked = marked.filter((control) => !hasMark(control));
  return [...new Set([...edgeless, ...unmarked])].map(selector);
}

/** Return the selectors of the controls without words, which only a screenshot can judge. */
export function wordless() {
  const seen = controls.filter((control) => visible(control) && control.localName !== "label");
  return seen.filter((control) => !hasWords(control, texts)).map(selector);
}

/** Scroll a control into view. Returns its part of the window, or null where something covers the control.
 * @param {string} place */
export function clip(place) {
  const element = /** @type {Element} */ (document.querySelector(place));
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  if (!hit || !(element.contains(hit) || hit.contains(element))) return null;
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(x + width, innerWidth), Math.min(y + height, innerHeight)];
  return { x: left, y: top, width: right - left, height: bottom - top };
}
