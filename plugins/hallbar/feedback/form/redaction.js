// Personal data in a text, shown to the citizen before it is sent: what service/redaction/ removes, by its rules.

import { codeSpans, dateSpans } from "./redaction_claims.js";
import { inOrder, wholeSpan } from "./redaction_matching.js";
import { certainNumbers, probableNumbers } from "./redaction_numbers.js";
import { PATTERNS } from "./redaction_patterns.js";
import { phoneSpans } from "./redaction_phones.js";
import { plainText } from "./redaction_plain.js";

/** @typedef {"personal_number" | "email" | "phone"} Kind */
/** @typedef {{start: number, end: number, kind: Kind}} Found Places are UTF-16 units, as everywhere in the DOM. */
/** @typedef {import("./redaction_matching.js").Span} Span */

/** Put in place of what is removed: understood in any language. */
export const MARK = "[…]";

/** A character of what an earlier step found or kept. */
const COVER = "\x1c";

/** Steps of a search, in order; without a kind it is kept. @type {[Kind | "", (searched: string) => Span[]][]} */
const STEPS = [
  ["email", addressSpans],
  ["personal_number", certainNumbers],
  ["", codeSpans],
  ["personal_number", probableNumbers],
  ["", dateSpans],
  ["phone", phoneSpans],
];

/** Replace personal data by `MARK`. @param {string} text */
export function redacted(text) {
  const hits = found(text);
  let [left, place] = ["", 0];
  for (const { start, end } of hits) {
    left += text.slice(place, start) + MARK;
    place = end;
  }
  return { text: left + text.slice(place), count: hits.length };
}

/** Return the personal data in a text, in order, without overlaps. @param {string} text @returns {Found[]} */
export function found(text) {
  const { searched, starts, ends } = plainText(text);
  const hits = /** @type {Found[]} */ ([]);
  if (searched.search(PATTERNS.SUSPICIOUS) < 0) return hits;
  let uncovered = searched;
  for (const [kind, search] of STEPS) {
    let [covered, place] = ["", 0];
    for (const [start, end] of search(uncovered)) {
      covered += uncovered.slice(place, start) + COVER.repeat(end - start);
      place = end;
      if (kind) hits.push({ start: starts[start], end: ends[end - 1], kind });
    }
    uncovered = covered + uncovered.slice(place);
  }
  return hits.sort((one, other) => one.start - other.start);
}

/** @param {string} searched */
function addressSpans(searched) {
  const { ADDRESS, HIDDEN, SPOKEN } = PATTERNS;
  return inOrder([ADDRESS, HIDDEN, SPOKEN].flatMap((form) => Array.from(searched.matchAll(form), wholeSpan)));
}
