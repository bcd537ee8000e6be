// Phone numbers: the search of service/redaction/phones.py, which asks libphonenumber. Here PTS' plan has to do.

import { inOrder, isAt, isIn, isWhole, judged, wholeSpan } from "./redaction_matching.js";
import { PATTERNS, PLANS } from "./redaction_patterns.js";

/** @typedef {import("./redaction_matching.js").Judge} Judge */

const MOST_ENDS = 3;

/** @param {string} searched */
export function phoneSpans(searched) {
  return inOrder([
    ...judged(PATTERNS.PHONE, searched, phoneAt),
    ...judged(PATTERNS.LOCAL, searched, localAt),
  ]);
}

/** @type {Judge} */
function phoneAt(match, before) {
  if (isIn(PATTERNS.PART_BEFORE, before) || isAt(PATTERNS.NEVER, match[0])) return undefined;
  const called = isIn(PATTERNS.PHONE_BEFORE, before);
  const end = phoneEnds(match).find((place) => {
    const dialled = match.input.slice(match.index, place);
    const isShort = /^\d{1,8}$/.test(dialled) && !called;
    return !isShort && !isAt(PATTERNS.PART_AFTER, match.input, place) && isPhone(dialled);
  });
  return end ? [match.index, end] : undefined;
}

/** Return where a number may end, last first, as other digits may follow it. @param {RegExpExecArray} match */
function phoneEnds(match) {
  const ends = Array.from(match[0].matchAll(PATTERNS.LAST_DIGIT), ({ index }) => match.index + index + 1);
  return ends.reverse().slice(0, MOST_ENDS);
}

/** @param {string} dialled */
function isPhone(dialled) {
  let digits = (dialled[0] + dialled.slice(1).replaceAll("(0)", "")).replace(/\D/g, "");
  if (!isAt(PATTERNS.COUNTRY, dialled)) digits = `46${digits.replace(/^0/, "")}`;
  else if (/^\D*0/.test(dialled)) digits = digits.slice(2);
  if (!isWhole(PATTERNS.DIALLED, digits)) return false;
  if (digits.startsWith("46")) return isWhole(PLANS.SWEDEN, digits);
  return isWhole(/^\d+$/.test(dialled) ? PLANS.ABROAD_BARE : PLANS.ABROAD, digits);
}

/** @type {Judge} */
function localAt(match, before) {
  return isIn(PATTERNS.PHONE_BEFORE, before) && !isAt(PATTERNS.NEVER, match[0])
    ? wholeSpan(match)
    : undefined;
}
