// Announcement of a change to readers who do not see the page: by a live region, the focus, or a control.

import { listen } from "../dom/listeners.js";
import { selector } from "../dom/selector.js";
import { textNodes } from "../dom/text_nodes.js";
import { visible } from "../dom/visibility.js";
import { announcements, observe } from "./live_regions.js";

const STATEFUL = "[aria-expanded], [aria-pressed], [popovertarget], summary, :checked";

/** @type {Set<string> | null} the texts that were visible before; null without `watch` in this document */
let before = null;
/** @type {Element | null} the control that was pressed last */
let pressed = null;

/** Watch for a change: before the page is brought into a state, and in each document that this opens. */
export function watch() {
  before = new Set([...visibleTexts()].map(key));
  pressed = null;
  observe();
  const press = () => (pressed = document.activeElement);
  listen(document, "keydown", press, true);
  listen(document, "click", press, true);
}

/** Return the text that has appeared, and whether the reader is informed of it. Null without `watch`. */
export function change() {
  if (!before) return null;
  const known = before;
  const announced = announcements();
  const fresh = [...visibleTexts()].filter((entry) => !known.has(key(entry)));
  const elements = fresh.map(([element]) => element);
  const focus = document.activeElement ?? document.body;
  return {
    text: fresh.map(([, text]) => text).join(" "),
    place: elements[0] ? selector(elements[0]) : "",
    pressed: pressed ? selector(pressed) : "",
    lost: focus === document.body && pressed !== null && pressed !== document.body,
    announced: announced.length > 0 || focus.matches(STATEFUL) || leadsTo(focus, elements),
  };
}

/** Return the selector of the focused element. */
export const focused = () => selector(document.activeElement ?? document.body);

/** Return every visible text, by the element that holds it. */
function visibleTexts() {
  /** @type {Map<Element, string>} */ const found = new Map();
  for (const { text, parent } of textNodes(document.body))
    if (text.trim() && visible(parent)) found.set(parent, (found.get(parent) ?? "") + text.trim());
  return found;
}

/** @param {[Element, string]} entry */
const key = ([element, text]) => `${selector(element)} ${text}`;

/** Return true if the focus is in new elements, or was moved to them.
 * @param {Element} focus @param {Element[]} fresh */
function leadsTo(focus, fresh) {
  const inside = fresh.some((element) => focus.contains(element) || element.contains(focus));
  if (inside && focus !== document.body) return true;
  if (focus === pressed || focus === document.body) return false;
  if (!fresh.length) return true;
  const range = document.createRange();
  range.setStartBefore(/** @type {Element} */ (fresh[0]));
  range.setEndAfter(/** @type {Element} */ (fresh.at(-1)));
  return range.commonAncestorContainer.contains(focus);
}

listen(window, "load", watch); // a press may open another document: announcements may follow in that one
