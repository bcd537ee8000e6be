// Elements that can only be used by dragging.

import { finding } from "../dom/finding.js";
import { hasListener, hasListenerAnywhere } from "../dom/listeners.js";
import { visible } from "../dom/visibility.js";

const BUTTON = "button, select, summary, a[href], [role=button], input:not([type=hidden])";
const DRAGS = [["touchmove"], ["dragstart"], ["pointerdown", "pointermove"], ["mousedown", "mousemove"]];
const KEYS = ["keydown", "keyup"];

/** Return the elements that are dragged, with no button in or beside them that could do the same. */
export function only() {
  const all = [...document.body.querySelectorAll("*")].filter(isDragged).filter(visible);
  return all.filter((element) => !hasButton(element)).map(finding);
}

/** @param {Element} element */
function isDragged(element) {
  if (element.matches("[draggable=true]")) return true;
  if (element.matches("[role=slider]:not(input)") && !hasListenerAnywhere(element, KEYS)) return true;
  return DRAGS.some((events) => events.every((event) => hasListener(element, [event])));
}

/** Return true if there is a button in the element or beside it. Only a person can judge if it does the same.
 * @param {Element} element */
function hasButton(element) {
  const siblings = element.parentElement === document.body ? [] : (element.parentElement?.children ?? []);
  const button = [...siblings].some((one) => one !== element && one.matches(BUTTON) && !isDragged(one));
  return button || [element, ...siblings].some((one) => one.querySelector(BUTTON));
}
