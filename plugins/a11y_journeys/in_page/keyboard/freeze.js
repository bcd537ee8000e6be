// A page that keeps still during a journey by keyboard.

import { styleSheet } from "../dom/style_sheet.js";

/** In a layer: there, !important overrides the page's own !important. */
const CSS_TEXT = `@layer a11y-journeys { *, ::before, ::after {
  transition-duration: 0s !important; transition-delay: 0s !important; animation-duration: 0s !important;
  animation-delay: 0s !important; animation-iteration-count: 1 !important; scroll-behavior: auto !important;
  caret-color: transparent !important; pointer-events: auto !important } }`;

/** @type {CSSStyleSheet | null} */ let sheet = null;
let prevented = false;

/** Stop motion, blinking and navigation by scripts, and let every element receive the pointer. */
export function on() {
  sheet ??= styleSheet(CSS_TEXT);
  document.adoptedStyleSheets = [...others(), sheet];
  window.navigation.addEventListener("navigate", prevent);
}

/** Let the page move and navigate again. */
export function off() {
  document.adoptedStyleSheets = others();
  window.navigation.removeEventListener("navigate", prevent);
}

const others = () => document.adoptedStyleSheets.filter((other) => other !== sheet);

/** @param {NavigateEvent} event */
function prevent(event) {
  if (event.userInitiated) return;
  prevented = true;
  event.preventDefault();
}

/** Return true if a navigation by a script has been prevented since the last call. */
export function hasPreventedNavigation() {
  const answer = prevented;
  prevented = false;
  return answer;
}
