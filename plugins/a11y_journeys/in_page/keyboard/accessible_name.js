// Accessible names, as far as the document alone decides them.

import { textNodes } from "../dom/text_nodes.js";
import { displayed } from "../dom/visibility.js";

const NAMED_ELSEWHERE = "audio, video, iframe[title]:not([title=''])";
const NAMED_BY_CONTENT =
  "a, button, summary, [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=switch]";

/** Return true if nothing in the document makes sure that a tab stop has an accessible name.
 * @param {Element} element */
export function mayBeNameless(element) {
  const { tabIndex } = /** @type {HTMLElement} */ (element);
  if (element.matches(NAMED_ELSEWHERE) || !(tabIndex >= 0)) return false;
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const texts = [
    element.getAttribute("aria-label"),
    ...ids.map((id) => document.getElementById(id)?.textContent),
  ];
  if (texts.some((text) => text?.trim())) return false;
  const labels = /** @type {HTMLInputElement} */ (element).labels ?? [];
  const named = [...labels, ...(element.matches(NAMED_BY_CONTENT) ? [element] : [])];
  return !named.some(hasAnnouncedText);
}

/** Return true if an element has text that is displayed and not hidden from screen readers.
 * @param {Element} element */
function hasAnnouncedText(element) {
  for (const { text, parent } of textNodes(element))
    if (text.trim() && displayed(parent) && !parent.closest("[aria-hidden=true]")) return true;
  return false;
}
