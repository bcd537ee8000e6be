// Numbers that are never personal data, although they look like it. The same as service/redaction/claims.py.

import { after, inOrder, judged, unless } from "./redaction_matching.js";
import { PATTERNS } from "./redaction_patterns.js";

/** @param {string} searched */
export function codeSpans(searched) {
  const { PERIOD, CPV, TED, FOUR_AND_FOUR, CASE, CUSTOMS, MONEY, IBAN, GROUPS, CODE } = PATTERNS;
  return inOrder([
    ...claimed([PERIOD, CPV, TED, FOUR_AND_FOUR, CASE, CUSTOMS, MONEY, IBAN], searched),
    ...judged(GROUPS, searched, unless(PATTERNS.GROUP_BEFORE)),
    ...judged(CODE, searched, after(PATTERNS.CODE_BEFORE)),
  ]);
}

/** @param {string} searched */
export function dateSpans(searched) {
  return inOrder(claimed([PATTERNS.CLOCK_TIMES, PATTERNS.DATE], searched));
}

/** @param {RegExp[]} forms @param {string} searched */
function claimed(forms, searched) {
  return forms.flatMap((form) => judged(form, searched, unless(PATTERNS.NUMBER_BEFORE)));
}
