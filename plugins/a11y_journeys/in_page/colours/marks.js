// Marks that show what a control is, or that it is chosen, without words.

import { visible } from "../dom/visibility.js";
import { isChoice, paints } from "./painting.js";

/** @typedef {{element: Element, part: string}} Mark an element, or its ::before or ::after */

const PICTURE = "svg, img, picture, video, canvas, object, iframe, meter, progress";

/** Return true if a control draws any mark. @param {Element} control */
export const hasMark = (control) => marks(control).some(shows);

/** Return true if only a mark shows what a control is, or that it is chosen.
 * @param {Element} control @param {Element[]} texts the visible elements with text */
export function reliesOnMark(control, texts) {
  if (!(control instanceof HTMLLabelElement)) return !hasWords(control, texts);
  return control.control !== null && isChoice(control.control) && !visible(control.control);
}

/** Return true if a control shows words. @param {Element} control @param {Element[]} texts */
export function hasWords(control, texts) {
  if (control instanceof HTMLInputElement) return !isChoice(control) && control.value !== "";
  return texts.some((text) => control.contains(text));
}

/** Return everything that may draw a mark in a control: elements without words, and all of ::before and
 * ::after. Of a label that follows its field, also in the element after the field.
 * @param {Element} control @returns {Mark[]} */
function marks(control) {
  const inner = [...control.querySelectorAll("*")];
  const field = control instanceof HTMLLabelElement ? control.control : null;
  const beside = field && field.parentElement === control.parentElement ? field.nextElementSibling : null;
  const all = beside && beside !== control ? [...inner, beside] : inner;
  const wordless = all.filter((element) => !element.textContent?.trim() && visible(element));
  const generated = [control, ...all].flatMap((element) =>
    ["::before", "::after"].map((part) => ({ element, part })),
  );
  return [...wordless.map((element) => ({ element, part: "" })), ...generated];
}

/** @param {Mark} mark */
const shows = ({ element, part }) => (!part && element.matches(PICTURE)) || paints(element, part);
