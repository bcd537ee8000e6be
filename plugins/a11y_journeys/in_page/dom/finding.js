// Elements in the form in which a journey reports them.

import { selector } from "./selector.js";

/** @typedef {{place: string, what: string}} Finding the selector of an element, and its first words */

const LONGEST = 60; // characters

/** Return an element as a journey reports it. @param {Element} element @returns {Finding} */
export const finding = (element) => ({ place: selector(element), what: excerpt(element) });

/** Return the first words of an element; without text, its name or its tag. @param {Element} element */
export function excerpt(element) {
  const named =
    element.getAttribute("aria-label") ||
    element.textContent ||
    element.getAttribute("name") ||
    element.localName;
  const text = named.replace(/\s+/g, " ").trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text || element.localName;
}
