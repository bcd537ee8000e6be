// Controls that a pointer can press and Tab does not come to.

import { controls } from "../dom/controls.js";
import { hasListener } from "../dom/listeners.js";
import { openDialog } from "../dom/open_dialog.js";
import { visible } from "../dom/visibility.js";
import { owns, reached } from "./reached.js";

const PRESSES = ["click", "mousedown", "mouseup", "pointerdown", "pointerup"];

/** Return the controls that are visible, can be pressed, and are not reached by Tab.
 * @param {Element[]} focused the elements that Tab has focused */
export function missedControls(focused) {
  const labels = [...document.querySelectorAll("label")].filter(
    ({ control }) =>
      control && !visible(control) && !control.matches(":disabled") && !reached(control, focused),
  );
  const found = [...controls().filter((control) => operable(control, focused)), ...labels, ...scripted()];
  return [...new Set(found)].filter(
    (element) => accessible(element) && !reached(element, focused) && pressable(element),
  );
}

/** Return true if the element is in the open dialog, or no dialog is open. @param {Element} element */
const accessible = (element) => openDialog()?.contains(element) ?? true;

/** Return true if a control should be a tab stop.
 * @param {Element} element @param {Element[]} focused */
function operable(element, focused) {
  const off = element.matches(":disabled, [aria-disabled=true]");
  const idle =
    element.localName === "summary" && element !== element.parentElement?.querySelector(":scope > summary");
  const controlled = document.getElementById(element.getAttribute("aria-controls") ?? "");
  const beside = controlled && focused.some((one) => one.matches("[role=combobox]") && owns(one, controlled));
  // The focus may be inside a frame, of which the page receives no event.
  const frame = element instanceof HTMLIFrameElement && element.tabIndex >= 0;
  return !off && !idle && !beside && !frame;
}

/** Return the elements that a script makes respond to a press and that look like controls.
 * @returns {HTMLElement[]} */
function scripted() {
  const all = [.../** @type {NodeListOf<HTMLElement>} */ (document.body.querySelectorAll("*"))];
  return all.filter((element) => {
    const listens =
      element.onclick || (hasListener(element, PRESSES) && getComputedStyle(element).cursor === "pointer");
    return listens && looksLikeControl(element);
  });
}

/** @param {Element} element */
function looksLikeControl(element) {
  const hasContent =
    element.textContent?.trim() ||
    element.querySelector("img, svg") ||
    element.matches("img, svg, [role], [aria-label]");
  return Boolean(hasContent) && visible(element) && !element.matches("label, option, body");
}

/** Return true if nothing covers the middle of an element. @param {Element} element */
function pressable(element) {
  element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const { left, top, width, height } = element.getClientRects()[0] ?? new DOMRect();
  const hit = document.elementFromPoint(left + width / 2, top + height / 2);
  scrollTo({ left: 0, top: 0, behavior: "instant" });
  return hit !== null && element.contains(hit);
}
