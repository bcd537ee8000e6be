// The point from which the next Tab moves the focus: the HTML standard's sequential focus navigation starting
// point.

import { listen } from "../dom/listeners.js";
import { openDialog } from "../dom/open_dialog.js";
import { tabStops } from "./tab_stops.js";

let restore = () => {};

/** Begin as in a page just opened: the next Tab focuses the first tab stop, or that of the open dialog. */
export function set() {
  const inside = openDialog() ? tabStops()[0] : null;
  moveTo("1");
  listen(window, "focus", () => restore(), { capture: true, once: true });
  inside?.focus();
}

/** Remove the focus, scroll to the top, and begin there again. */
export function reset() {
  moveTo("-1");
  restore();
}

/** Focus the root element for a moment: from there on Tab begins.
 * @param {string} order the tabindex of the root element until it is restored */
function moveTo(order) {
  const root = document.documentElement;
  const own = root.getAttribute("tabindex");
  restore();
  /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
  root.setAttribute("tabindex", order);
  root.focus({ preventScroll: true }); // in vain while a dialog is modal: then Tab begins at the old focus
  root.blur();
  scrollTo({ left: 0, top: 0, behavior: "instant" });
  restore = () => {
    if (own === null) root.removeAttribute("tabindex");
    else root.setAttribute("tabindex", own);
    restore = () => {};
  };
}
