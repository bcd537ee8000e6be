// Languages that a page declares.

import { displayed } from "../dom/visibility.js";

/** Return the language that is declared for an element; empty without one. @param {Element} element */
export const languageOf = (element) => element.closest("[lang]")?.getAttribute("lang") ?? "";

/** Return true if an element is displayed, or can be by opening a list or details.
 * @param {Element} element */
export const isShown = (element) =>
  displayed(element.closest("select") ?? element.closest("details:not([open])") ?? element);
