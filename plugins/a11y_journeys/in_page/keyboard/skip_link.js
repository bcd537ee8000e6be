// The link past the parts that every page begins with.

import { finding } from "../dom/finding.js";
import { openDialog } from "../dom/open_dialog.js";
import { precedes } from "./tab_order.js";
import { recorded } from "./tabbing.js";

/** Tab stops before the content that need no skip link. */
const FEW = { main: 1, heading: 5 };
/** Tab stops that may come before the link, as those of a cookie banner do. */
const BANNER = 3;

/** Return the skip link, or the first tab stop if there is none: a finding with the key of the link and the
 * number of presses of Tab that reach it. Null if the page needs no skip link. */
export function candidate() {
  const content = mainContent();
  const forwards = recorded().filter(({ back }) => !back);
  const early = forwards.slice(0, BANNER + 1).map(({ element }) => element);
  const index = Math.max(0, early.findIndex(linkKey));
  const element = early[index];
  if (!content || !element || openDialog()) return null;
  const before = forwards.filter((stop) => precedes(stop.element, content));
  if (before.length <= (content.localName === "h1" ? FEW.heading : FEW.main)) return null;
  return { ...finding(element), link: linkKey(element), presses: index + 1 };
}

/** Return true if the focus, after the link and one more Tab, is in the content or after it. */
export function focusIsPast() {
  const content = mainContent();
  const at = document.activeElement;
  /** @param {Element | null} element */
  const after = (element) => Boolean(content && element && precedes(content, element));
  const lost = at === document.body && document.hasFocus(); // another journey reports that
  return after(at) || lost || !recorded().some(({ element }) => after(element));
}

const mainContent = () => document.querySelector("main, [role=main]") ?? document.querySelector("h1");

/** Return a key that is equal for links that do the same. Empty for anything but a link within the page.
 * @param {Element} element */
function linkKey(element) {
  const here =
    element instanceof HTMLAnchorElement && element.href.split("#")[0] === location.href.split("#")[0];
  const target = here ? document.getElementById(decodeURIComponent(element.hash.slice(1))) : null;
  if (!target) return "";
  const { outerHTML } = /** @type {Element} */ (target.cloneNode(false));
  return `skip ${innerWidth} ${element.outerHTML} ${outerHTML}`;
}
