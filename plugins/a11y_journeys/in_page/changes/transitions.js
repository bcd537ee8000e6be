// Transitions made short, so that a journey sees their result at once.

import { styleSheet } from "../dom/style_sheet.js";

/** @type {CSSStyleSheet | null} */ let sheet = null;

/** Finish all transitions, and set the duration of later ones: `0s`, or `1ms` if scripts wait for their end.
 * @param {string} duration */
export function limit(duration) {
  const css = `transition-duration: ${duration} !important; transition-delay: 0s !important`;
  sheet = styleSheet(`*, ::before, ::after { ${css} }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();
}

/** Give transitions their own duration again. */
export function restore() {
  document.body.getBoundingClientRect(); // lays the page out: nothing may glide back
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
}
