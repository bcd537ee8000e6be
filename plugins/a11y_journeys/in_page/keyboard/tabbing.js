// A journey through the page by Tab. Each tab stop is recorded when the next key is pressed: by then the page
// has scrolled, and each press needs only one message to the browser.

import { listen } from "../dom/listeners.js";
import { visible } from "../dom/visibility.js";
import { mayBeNameless } from "./accessible_name.js";
import * as freeze from "./freeze.js";
import { hasOpened, largeElements } from "./large_content.js";
import { exposure } from "./obscured.js";
import * as startingPoint from "./starting_point.js";
import { expectedPresses, MOST_INSIDE } from "./tab_stops.js";

/** @import { Exposure } from "./obscured.js" */
/** @typedef {Exposure & Focus} TabStop
 * @typedef {object} Focus
 * @property {Element} element
 * @property {boolean} back the focus came backwards
 * @property {number} times presses in a row that left the focus there
 * @property {boolean} changes the focus changed the page or moved on by itself
 * @property {boolean} nameless nothing in the document alone gives the element an accessible name */

/** @typedef {object} Pass one way through the page
 * @property {boolean} back
 * @property {number} pressed presses of Tab
 * @property {boolean} over Tab has left the page
 * @property {Element[]} focused elements that have received the focus since the last key
 * @property {string} address of the page at the latest tab stop
 * @property {number} scrolled the scroll position at the latest tab stop
 * @property {Map<Element, number>} large the large elements at the latest tab stop */

/** Visits of one element in a pass that mean that the focus goes in circles. */
const CIRCLES = 3;

/** @type {TabStop[]} */ let stops = [];
/** @type {Pass} */ let pass = {
  back: false,
  pressed: 0,
  over: false,
  address: "",
  scrolled: 0,
  focused: [],
  large: new Map(),
};

/** Return the tab stops of the latest journey, forwards and then backwards. */
export const recorded = () => stops;

/** Begin forwards from the top, or backwards from the last tab stop. Returns the presses to expect.
 * @param {boolean} back */
export function begin(back) {
  freeze.on();
  if (back) /** @type {HTMLElement | undefined} */ (stops.at(-1)?.element)?.focus();
  else {
    startingPoint.set();
    stops = [];
  }
  pass = { back, pressed: 0, over: false, focused: [], ...page() };
  freeze.hasPreventedNavigation();
  listen(window, "keydown", onKey, true);
  listen(window, "focus", onFocus, true);
  listen(window, "blur", onBlur);
  return expectedPresses();
}

/** Report whether Tab has left the page, or cannot leave it. */
export function state() {
  measureAgain();
  record();
  const last = stops.at(-1);
  const times = stops.filter(({ element, back }) => element === last?.element && back === pass.back).length;
  return { over: pass.over, stuck: times >= CIRCLES || (last?.times ?? 0) > MOST_INSIDE + CIRCLES };
}

/** Leave the page as it was. */
export function end() {
  window.removeEventListener("keydown", onKey, true);
  window.removeEventListener("focus", onFocus, true);
  window.removeEventListener("blur", onBlur);
  freeze.off();
  startingPoint.reset();
}

/** Focus a tab stop again. @param {number} index */
export function focus(index) {
  const element = /** @type {HTMLElement} */ (stops[index]?.element);
  element.focus();
  return element;
}

const page = () => ({ address: location.href, scrolled: scrollY, large: largeElements() });

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.key !== "Tab") return;
  record();
  pass.pressed++;
}

/** @param {FocusEvent} event */
function onFocus({ target }) {
  if (target instanceof Element) pass.focused.push(target);
  else measureAgain();
}

/** Record a frame as the focus enters it: the page does not receive the keys that are pressed inside. */
function onBlur() {
  if (document.activeElement?.localName === "iframe") record();
}

/** Measure a frame as the focus leaves it: the page scrolls to a frame after the focus has entered it. */
function measureAgain() {
  const last = stops.at(-1);
  if (last?.element.localName === "iframe") Object.assign(last, exposure(last.element));
}

/** Record the element that has the focus, and one that had it before a script moved it on. */
function record() {
  if (pass.over) return;
  const at = document.activeElement;
  const nowhere = !at || at === document.body || at === document.documentElement;
  const first = pass.focused.find(visible);
  const moved =
    first !== undefined && document.hasFocus() && (nowhere || (first !== at && !first.contains(at)));
  if (moved) stops.push({ ...tabStop(first), changes: true, seen: 1, covered: 0 });
  if (nowhere) pass.over = !moved && pass.pressed > 0;
  else {
    add(at);
    pass.over ||= !document.hasFocus(); // the focus has left the page from the inside of a frame
  }
  pass.focused = [];
}

/** @param {Element} element */
function add(element) {
  const last = stops.at(-1);
  if (last?.element === element && last.back === pass.back) last.times++;
  else if (last?.back && last.element === stops[0]?.element)
    pass.over = true; // the browser begins at the end again
  else stops.push(tabStop(element));
}

/** @param {Element} element @returns {TabStop} */
function tabStop(element) {
  const now = page();
  const opened = hasOpened(pass.large, now.large, now.scrolled !== pass.scrolled);
  const changes = freeze.hasPreventedNavigation() || now.address !== pass.address || opened;
  pass = { ...pass, ...now };
  const nameless = !pass.back && mayBeNameless(element);
  return { element, back: pass.back, times: 1, changes, nameless, ...exposure(element) };
}
