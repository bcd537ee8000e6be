// Tab stops: elements that Tab should come to, as far as the document says.

import { openDialog } from "../dom/open_dialog.js";
import { displayed } from "../dom/visibility.js";

const FOCUSABLE = `a[href], area[href], button, input:not([type=hidden]), select, textarea, summary,
  audio[controls], video[controls], iframe, [tabindex], [contenteditable]`;
/** Controls with tab stops inside that belong to the browser. */
const COMPOUND =
  "audio, video, input[type^=date], input[type=month], input[type=week], input[type=time], iframe";
/** Tab stops inside such a control, at most. */
export const MOST_INSIDE = 10;
/** Presses to allow for tab stops that the document does not show. */
const RESERVE = 20;
/** CSS pixels: nearer to the edge of a scroll box, a focus indicator may be cut off. */
const NEAR = 8;
const STATES = [
  "type",
  "style",
  "aria-current",
  "aria-checked",
  "aria-pressed",
  "aria-selected",
  "aria-expanded",
];

/** Return all elements that Tab can focus without the help of a script. While a dialog is open, only those in
 * it. */
export function tabStops() {
  const dialog = openDialog();
  return [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(FOCUSABLE))].filter(
    (element) =>
      element.tabIndex >= 0 &&
      displayed(element) &&
      !element.matches(":disabled") &&
      !element.closest("[inert]") &&
      (!dialog || dialog.contains(element)),
  );
}

/** Return the kinds of all tab stops, the likely number of presses of Tab that pass them, and the most. */
export function expectedPresses() {
  const found = tabStops();
  const radios = found.filter((element) => element instanceof HTMLInputElement && element.type === "radio");
  const groups = new Set(radios.map((radio) => radio.getAttribute("name")));
  const inside = found.filter((element) => element.matches(COMPOUND)).length * MOST_INSIDE;
  return {
    kinds: found.map(kind),
    likely: found.length - radios.length + groups.size + 1,
    most: found.length + inside + RESERVE,
  };
}

/** Return a key that is equal for tab stops that look alike, so that each kind is examined once.
 * @param {Element} element */
export function kind(element) {
  let key = STATES.map((name) => element.getAttribute(name) ?? "").join(" ") + nearEdges(element);
  for (let at = /** @type {Element | null} */ (element); at; at = at.parentElement)
    key += ` < ${at.localName} ${at.getAttribute("class") ?? ""} ${at.getAttribute("role") ?? ""}`;
  return key;
}

/** Return a digit for each side (left, top, right, bottom) of an element: 1 if the scroll box around it is so
 * near there that a focus indicator may be cut off. Empty without a scroll box.
 * @param {Element} element */
function nearEdges(element) {
  let box = element.parentElement;
  while (box && getComputedStyle(box).overflow === "visible") box = box.parentElement;
  if (!box || box === document.body || box === document.documentElement) return "";
  const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  const distances = [
    inner.left - outer.left,
    inner.top - outer.top,
    outer.right - inner.right,
    outer.bottom - inner.bottom,
  ];
  return distances.map((distance) => Number(distance < NEAR)).join("");
}
