// Findings of a journey through the page by Tab.

import { excerpt, finding } from "../dom/finding.js";
import { openDialog } from "../dom/open_dialog.js";
import { selector } from "../dom/selector.js";
import { missedControls } from "./missed_controls.js";
import { backwards } from "./tab_order.js";
import { recorded } from "./tabbing.js";

/** @import { TabStop } from "./tabbing.js" */

/** Return the findings of the latest journey by kind.
 * @param {boolean} trapped the journey has not come to an end */
export function collect(trapped) {
  const stops = recorded();
  const elements = stops.map(({ element }) => element);
  const forwards = stops.filter(({ back }) => !back).map(({ element }) => element);
  const changing = stops.filter(({ changes }) => changes).map(({ element }) => element);
  const last = elements.at(-1);
  return {
    trapped: trapped && last ? [finding(last)] : [],
    dialog: trapped && Boolean(last && openDialog()?.contains(last)),
    missed: trapped ? [] : missedControls(elements).map(finding),
    backwards: trapped ? [] : backwards(forwards).map(finding),
    changing: [...new Set(changing)].map(finding),
    unseen: obscured(stops, ({ seen, covered }) => !seen && !covered),
    covered: obscured(stops, ({ seen, covered }) => !seen && covered > 0),
    partly: obscured(stops, ({ seen, covered }) => seen > 0 && covered > 0),
    nameless: stops.flatMap(({ element, nameless }, index) =>
      nameless ? [{ index, key: element.outerHTML, ...finding(element) }] : [],
    ),
  };
}

/** Return the elements of some tab stops, each once, with the selector of what covers them.
 * @param {TabStop[]} stops @param {(stop: TabStop) => boolean} wrong */
function obscured(stops, wrong) {
  const found = new Map(stops.filter(wrong).map(({ element, by }) => [element, by && whole(by, element)]));
  return [...found].map(([element, by]) => {
    const what = by ? `${excerpt(element)} (${selector(by)})` : excerpt(element);
    return { place: selector(element), what };
  });
}

/** Return the largest element that holds a part and not the element that it covers.
 * @param {Element} part @param {Element} element @returns {Element} */
const whole = (part, element) =>
  !part.parentElement || part.parentElement.contains(element) ? part : whole(part.parentElement, element);
