// Targets that are too small to press safely.

import { excerpt } from "../dom/finding.js";
import { selector } from "../dom/selector.js";
import { targets } from "./target_area.js";
import { inSentence, LEAST, respondsAround, spacious, under, unstyled } from "./target_exceptions.js";

/** @import { Target } from "./target_area.js" */

/** CSS pixels that targets other than links must measure: WCAG 2.2 2.5.5. */
const ENHANCED = 44;
const NO_LINK = "button, input, select, textarea, summary, [role=button]";

/** Return the targets that are too small, each with the CSS pixels that it must measure at least. */
export function small() {
  const all = targets();
  const { scrollX, scrollY } = window;
  const tight = all.filter((one) => under(one, LEAST) && !excused(one) && !spacious(one, all));
  const buttons = all.filter(({ element }) => element.matches(NO_LINK) && !inSentence(element));
  const short = buttons.filter((one) => under(one, ENHANCED) && !tight.includes(one));
  const found = [
    ...tight.map((target) => sized(target, LEAST)),
    ...short.map((target) => sized(target, ENHANCED)),
  ];
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
  return found.filter((one) => one !== null);
}

/** @param {Target} target */
const excused = (target) => inSentence(target.element) || unstyled(target);

/** @param {Target} target @param {number} least */
function sized({ element, box }, least) {
  if (respondsAround(element, least)) return null;
  const size = [box.width, box.height].map((side) => Math.round(side)).join(" × ");
  return { least, place: selector(element), what: `${excerpt(element)} (${size})` };
}
