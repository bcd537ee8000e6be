// Esc in a dialog that keeps the focus. The dialog is restored afterwards for the journeys that follow.

import { openDialog } from "../dom/open_dialog.js";
import { visible } from "../dom/visibility.js";
import { tabStops } from "./tab_stops.js";

/** @typedef {object} Entered a dialog as it was before Esc
 * @property {Element} dialog
 * @property {Node | null} parent
 * @property {Node | null} next
 * @property {Map<string, string>} attributes
 * @property {boolean} modal the browser shows it as a modal dialog */

/** @type {Entered | null} */ let entered = null;

/** Move the focus into the open dialog, and remember the state of the dialog. */
export function enter() {
  const dialog = /** @type {Element} */ (openDialog());
  const attributes = new Map([...dialog.attributes].map(({ name, value }) => [name, value]));
  entered = {
    dialog,
    parent: dialog.parentNode,
    next: dialog.nextSibling,
    attributes,
    modal: dialog.matches(":modal"),
  };
  tabStops()[0]?.focus();
}

/** Return true if the dialog has closed, and open it again. */
export function hasClosed() {
  if (!entered || visible(entered.dialog)) return false;
  const { dialog, parent, next, attributes, modal } = entered;
  if (!dialog.isConnected) parent?.insertBefore(dialog, next);
  for (const { name } of [...dialog.attributes]) if (!attributes.has(name)) dialog.removeAttribute(name);
  for (const [name, value] of attributes) if (!modal || name !== "open") dialog.setAttribute(name, value);
  if (modal && dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
  return true;
}
