// Modal dialogs.

import { visible } from "./visibility.js";

/** The page behind is out of reach, by the browser or by a script. */
const MODAL = ":modal, [aria-modal=true]";

/** Return the uppermost open modal dialog, if there is one. @returns {Element | null} */
export const openDialog = () => [...document.querySelectorAll(MODAL)].filter(visible).at(-1) ?? null;
