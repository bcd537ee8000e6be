// Content that appears when a control is pointed at or focused.

import { within } from "../dom/boxes.js";
import { drawn } from "../dom/frames.js";
import { hasListenerAnywhere, hasListenerNear } from "../dom/listeners.js";
import { generatedWords, showing } from "./showing.js";

/** @import { Box } from "../dom/boxes.js" */

const EVENTS = [
  ...["mouseenter", "mouseover", "mousemove", "pointerenter", "pointerover", "pointermove"],
  ...["focus", "focusin"],
];
const EDGE = 2;
const PAUSE = 50; // milliseconds between two looks, each of which measures all texts
const PATIENCE = 450; // milliseconds: hints are delayed so that they do not flicker
const LITTLE_PATIENCE = 150; // milliseconds: listeners of the whole page mostly have another purpose

const startTimer = setTimeout.bind(globalThis); // the browser's own, which a page may replace

/** @type {Map<Element, Box[]>} */ let before = new Map();
/** @type {Element[]} */ let content = [];
/** @type {Element} */ let control = document.documentElement;
let words = "";

/** Scroll a control into view and remember the visible content. Returns the middle of the control, or null if
 * something covers it.
 * @param {string} place */
export async function aim(place) {
  const element = /** @type {Element} */ (document.querySelector(place));
  element.scrollIntoView({ block: "center", behavior: "instant" });
  await drawn(); // scripts may respond to scrolling
  [before, content, control, words] = [showing(), [], element, generatedWords(element)];
  const [box] = element.getClientRects();
  if (!box) return null;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  return hit && element.contains(hit) ? [x, y] : null;
}

/** Return true if content has appeared. Waits for it where scripts listen. */
export async function appeared() {
  return await comesTrue(() => {
    content = newContent();
    return content.length > 0 || hasNewWords();
  }, patience());
}

/** Return true if a condition comes true within so many milliseconds.
 * @param {() => boolean} condition @param {number} milliseconds */
async function comesTrue(condition, milliseconds) {
  const end = performance.now() + milliseconds;
  await drawn();
  while (!condition()) {
    const left = end - performance.now();
    if (left <= 0) return false;
    await new Promise((done) => startTimer(done, Math.min(PAUSE, left)));
    await drawn();
  }
  return true;
}

/** Return the milliseconds to wait for content. */
function patience() {
  if (hasListenerNear(control, EVENTS)) return PATIENCE;
  return hasListenerAnywhere(control, EVENTS) ? LITTLE_PATIENCE : 0;
}

/** Return the elements that are visible and were not, except in the control itself. */
function newContent() {
  const own = control.getBoundingClientRect();
  const fresh = [...showing()].filter(([element]) => !before.has(element) && element !== control);
  const outside = fresh.filter(([, boxes]) => !boxes.every((box) => within(box, own, EDGE)));
  return outside.map(([element]) => element);
}

const hasNewWords = () => generatedWords(control) !== words && generatedWords(control) !== "";

/** Return true if the content disappears within so many milliseconds.
 * @param {number} milliseconds */
export const gone = (milliseconds) => comesTrue(() => !remains(), milliseconds);

function remains() {
  const shown = showing();
  return hasNewWords() || content.some((element) => shown.has(element));
}

/** Return true if the content lies above the page: WCAG 2.2 1.4.13 lets content stay that hides nothing.
 * Words that CSS adds may lie anywhere. */
export const covers = () => hasNewWords() || content.some(floats);

/** @param {Element} element @returns {boolean} */
function floats(element) {
  if ([...before.keys()].some((old) => element.contains(old))) return false;
  if (/absolute|fixed/.test(getComputedStyle(element).position)) return true;
  return element.parentElement !== null && floats(element.parentElement);
}

/** Return the middle of the content, or null for words that CSS adds, which belong to the control. */
export function middleOfContent() {
  const box = content[0]?.getBoundingClientRect();
  return box ? [box.x + box.width / 2, box.y + box.height / 2] : null;
}

/** Return true if anything has appeared, disappeared or moved since `aim`. */
export function changed() {
  const shown = showing();
  const moved = [...shown].some(([element, boxes]) => corners(boxes) !== corners(before.get(element)));
  return moved || shown.size !== before.size;
}

/** @param {Box[] | undefined} boxes */
const corners = (boxes) => JSON.stringify(boxes?.map(({ left, top }) => [Math.round(left), Math.round(top)]));

/** Focus the control. */
export const focus = () => /** @type {HTMLElement} */ (control).focus({ preventScroll: true });

/** Remove the focus and scroll to the top. */
export function leave() {
  /** @type {HTMLElement} */ (document.activeElement ?? document.body).blur();
  scrollTo({ left: 0, top: 0, behavior: "instant" });
}
