// Personal data in a text, shown to the citizen before it is sent: what service/redaction/ removes, by its rules.

import { ABROAD, ABROAD_BARE, PATTERNS, PLAN } from "./redaction_patterns.js";
import { plainText } from "./redaction_plain.js";

/** @typedef {"personal_number" | "email" | "phone"} Kind */
/** @typedef {{start: number, end: number, kind: Kind}} Found Places are UTF-16 units, as everywhere in the DOM. */
/** @typedef {[start: number, end: number]} Span */
/** @typedef {(match: RegExpExecArray, before: string) => Span | undefined} Judge */

/** Put in place of what is removed. */
export const MARK = "[…]";

const COVERED = "\x1c";
const LONGEST_BEFORE = 64;
const MOST_ENDS = 3;
const MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const MONTH_DAYS = [31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @type {[Kind | undefined, (searched: string) => Span[]][]} */
const STEPS = [
  ["email", addressSpans],
  ["personal_number", certainNumbers],
  [undefined, codeSpans],
  ["personal_number", probableNumbers],
  [undefined, dateSpans],
  ["phone", phoneSpans],
];

/** Replace personal data by `MARK`. @param {string} text */
export function redacted(text) {
  const hits = found(text);
  let [kept, place] = ["", 0];
  for (const { start, end } of hits) {
    kept += text.slice(place, start) + MARK;
    place = end;
  }
  return { text: kept + text.slice(place), count: hits.length };
}

/** Return the personal data in a text, in order, without overlaps. @param {string} text @returns {Found[]} */
export function found(text) {
  let { searched, starts, ends } = plainText(text);
  if (!holds(PATTERNS.SUSPICIOUS, searched)) return [];
  const hits = /** @type {Found[]} */ ([]);
  for (const [kind, search] of STEPS) {
    for (const [start, end] of search(searched)) {
      searched = searched.slice(0, start) + COVERED.repeat(end - start) + searched.slice(end);
      if (kind) hits.push({ start: starts[start], end: ends[end - 1], kind });
    }
  }
  return hits.sort((one, other) => one.start - other.start);
}

/** @param {RegExp} pattern @param {string} text */
function holds(pattern, text) {
  return text.search(pattern) >= 0;
}

/** Return true if a pattern matches at a place. @param {RegExp} pattern @param {string} text */
function holdsAt(pattern, text, place = 0) {
  pattern.lastIndex = place;
  return pattern.exec(text)?.index === place;
}

/** Return true if a pattern matches a whole text. @param {RegExp} pattern @param {string} text */
function isWhole(pattern, text) {
  pattern.lastIndex = 0;
  return pattern.exec(text)?.[0] === text;
}

/** @param {RegExp} pattern @param {string} searched @param {Judge} judge @returns {Span[]} */
function judged(pattern, searched, judge) {
  const spans = /** @type {Span[]} */ ([]);
  let done = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(searched); match; match = pattern.exec(searched)) {
    let before = searched.slice(Math.max(done, match.index - LONGEST_BEFORE), match.index);
    if (done && before.length < LONGEST_BEFORE) before = COVERED + before;
    const next = match.index + 1;
    const span = judge(match, before);
    if (span) {
      spans.push(span);
      done = span[1];
    }
    pattern.lastIndex = span ? done : next;
  }
  return spans;
}

/** @param {Span[]} spans @returns {Span[]} */
function inOrder(spans) {
  let done = 0;
  return spans
    .sort((one, other) => one[0] - other[0] || other[1] - one[1])
    .filter(([start, end]) => {
      const free = start >= done;
      if (free) done = end;
      return free;
    });
}

/** @type {(match: RegExpExecArray) => Span} */
const whole = (match) => [match.index, match.index + match[0].length];

/** Judge a match by what must not be before it. @param {RegExp} never @returns {Judge} */
const unless = (never) => (match, before) => (holds(never, before) ? undefined : whole(match));

/** Judge a match by what must be before it. @param {RegExp} label @returns {Judge} */
const labelled = (label) => (match, before) => (holds(label, before) ? whole(match) : undefined);

/** @param {string} searched */
function addressSpans(searched) {
  const { ADDRESS, HIDDEN, SPOKEN } = PATTERNS;
  return inOrder([ADDRESS, HIDDEN, SPOKEN].flatMap((pattern) => Array.from(searched.matchAll(pattern), whole)));
}

/** @param {string} searched */
function codeSpans(searched) {
  const { PERIOD, CPV, TED, FOUR_AND_FOUR, CASE, CUSTOMS, MONEY, IBAN } = PATTERNS;
  return inOrder([
    ...claimedBy([PERIOD, CPV, TED, FOUR_AND_FOUR, CASE, CUSTOMS, MONEY, IBAN], searched),
    ...judged(PATTERNS.THOUSANDS, searched, unless(PATTERNS.GROUP_BEFORE)),
    ...judged(PATTERNS.CODE, searched, labelled(PATTERNS.CODE_BEFORE)),
  ]);
}

/** @param {string} searched */
function dateSpans(searched) {
  return inOrder(claimedBy([PATTERNS.CLOCK_TIMES, PATTERNS.DATE], searched));
}

/** @param {RegExp[]} patterns @param {string} searched */
function claimedBy(patterns, searched) {
  return patterns.flatMap((pattern) => judged(pattern, searched, unless(PATTERNS.NUMBER_BEFORE)));
}

/** @param {string} searched */
function certainNumbers(searched) {
  return inOrder([
    ...judged(PATTERNS.YEAR_FIRST, searched, certainYearFirst),
    ...judged(PATTERNS.DAY_FIRST, searched, certainDayFirst),
    ...judged(PATTERNS.LETTERED, searched, lettered),
    ...judged(PATTERNS.NATIONAL, searched, free),
    ...judged(PATTERNS.STOCKHOLM, searched, ofStockholm),
    ...judged(PATTERNS.VAT, searched, ofSoleTrader),
  ]);
}

/** @param {string} searched */
function probableNumbers(searched) {
  return inOrder([
    ...judged(PATTERNS.YEAR_FIRST, searched, probableYearFirst),
    ...judged(PATTERNS.DAY_FIRST, searched, dayFirst),
    ...judged(PATTERNS.UNCHECKED, searched, labelled(PATTERNS.PERSON_BEFORE)),
  ]);
}

/** A date and four digits, read from a match. @param {RegExpExecArray} match */
function numberOf(match) {
  const { words, mark: written = "", ...groups } = match.groups ?? {};
  const part = (/** @type {string} */ name) => (groups[name] ?? "").replaceAll(" ", "");
  const [century, year, last, gap, second] = ["century", "year", "last", "gap", "second"].map(part);
  const named = MONTHS.indexOf((part("month") || part("months")).slice(0, 3)) + 1;
  const month = `${named || part("month") || part("months")}`.padStart(2, "0");
  const day = part("day") || part("days");
  const mark = written.trim();
  const hasMark = written !== "";
  return {
    ...{ century, day, gap, second, hasMark, hasWords: Boolean(words) },
    isDate: isDate(century, Number(year), Number(month), Number(day)),
    isChecked: hasCheckDigit(year + month + day.padStart(2, "0") + last),
    hasDash: /[-+]/.test(mark) || ["minus", "streck", "bindestreck"].includes(mark),
    mayBeYear: hasMark && isWhole(PATTERNS.YEAR, last) && (!century || gap !== ""),
    mayBeClock: hasMark && century !== "" && isWhole(PATTERNS.CLOCK, last),
    isUnmarked: !hasMark && (groups.gap ?? "") + (groups.second ?? "") !== "",
  };
}

/** @typedef {ReturnType<typeof numberOf>} PersonalNumber */

/** A match with the bracket that closes one within it. @param {RegExpExecArray} match @returns {Span} */
function withBracket(match) {
  const [start, end] = whole(match);
  return [start, end + Number(match[0].includes("(") && match.input[end] === ")")];
}

/** @type {Judge} */
function free(match, before) {
  return holds(PATTERNS.DIGIT_BEFORE, before) ? undefined : withBracket(match);
}

/** @type {Judge} */
function certainYearFirst(match, before) {
  const number = numberOf(match);
  const sure = number.isDate && number.isChecked && number.hasDash && !number.mayBeYear;
  return sure && number.gap === number.second && !goesOn(match, number) ? free(match, before) : undefined;
}

/** @type {Judge} */
function probableYearFirst(match, before) {
  const number = numberOf(match);
  if (goesOn(match, number)) return undefined;
  const named = number.hasWords || holds(PATTERNS.PERSON_BEFORE, before);
  return (named ? number.isDate : isLikely(number, match, before)) ? free(match, before) : undefined;
}

/** @param {PersonalNumber} number @param {RegExpExecArray} match @param {string} before */
function isLikely(number, match, before) {
  const { gap, second, century } = number;
  if (!number.isDate) return isOfInera(number);
  if (number.mayBeYear) return false;
  if (gap !== second) return number.isChecked && number.hasMark && !second && ["18", "19"].includes(century);
  if (number.isUnmarked) return false;
  if (number.hasDash) return number.isChecked || !gap || !number.mayBeClock;
  if (holds(PATTERNS.SPREAD, match[0]) && /\d $/.test(before)) return false;
  return number.isChecked && !number.mayBeClock;
}

/** @param {PersonalNumber} number */
function isOfInera({ century, gap, second, day, isChecked }) {
  return century !== "" && gap + second === "" && Number(day) > 31 && Number(day) < 60 && isChecked;
}

/** @param {RegExpExecArray} match @param {PersonalNumber} number */
function goesOn(match, { gap, isChecked }) {
  return !(gap === "" && isChecked) && holdsAt(PATTERNS.DATE_AFTER, match.input, whole(match)[1]);
}

/** @type {Judge} */
function dayFirst(match, before) {
  const number = numberOf(match);
  const dated = number.isDate && !number.mayBeYear && !holdsAt(PATTERNS.DATE_AFTER, match.input, whole(match)[1]);
  const likely = number.isChecked || number.hasWords || holds(PATTERNS.PERSON_BEFORE, before);
  return dated && likely ? free(match, before) : undefined;
}

/** @type {Judge} */
function certainDayFirst(match, before) {
  const number = numberOf(match);
  return number.hasDash && number.isChecked ? dayFirst(match, before) : undefined;
}

/** @type {Judge} */
function lettered(match, before) {
  const { century = "", year, month, day } = match.groups ?? {};
  return isDate(century, Number(year), Number(month), Number(day)) ? free(match, before) : undefined;
}

/** @type {Judge} */
function ofStockholm(match, before) {
  return hasCheckDigit(digitsOf(match.groups?.digits)) ? free(match, before) : undefined;
}

/** @type {Judge} */
function ofSoleTrader(match, before) {
  const digits = digitsOf(match.groups?.digits);
  const [year, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
  return isDate("", year, month, day) && hasCheckDigit(digits) ? free(match, before) : undefined;
}

/** @param {string} [text] */
function digitsOf(text = "") {
  return text.replace(/\D/g, "");
}

/** @param {string} century @param {number} year @param {number} month @param {number} day */
function isDate(century, year, month, day) {
  const coordination = day >= 60;
  const real = coordination ? day - 60 : day;
  if (month > 12 || real > MONTH_DAYS[month] || (!coordination && !(month && real))) return false;
  const fullYear = Number(century || 20) * 100 + year;
  const leap = fullYear % 4 === 0 && (fullYear % 100 !== 0 || fullYear % 400 === 0);
  return month !== 2 || real !== 29 || leap;
}

/** Return true if the last digit is the check digit of the others. @param {string} digits */
function hasCheckDigit(digits) {
  const sums = Array.from(digits, (digit, place) => Number(digit) * (1 + ((digits.length - 1 - place) % 2)));
  return sums.reduce((sum, number) => sum + Math.floor(number / 10) + (number % 10), 0) % 10 === 0;
}

/** @param {string} searched */
function phoneSpans(searched) {
  return inOrder([...judged(PATTERNS.PHONE, searched, phone), ...judged(PATTERNS.LOCAL, searched, localPhone)]);
}

/** @type {Judge} */
function phone(match, before) {
  if (holds(PATTERNS.PART_BEFORE, before) || holdsAt(PATTERNS.NEVER, match[0])) return undefined;
  const named = holds(PATTERNS.PHONE_BEFORE, before);
  for (const end of phoneEnds(match)) {
    const written = match.input.slice(match.index, end);
    const short = /^\d{1,8}$/.test(written) && !named;
    if (!short && !holdsAt(PATTERNS.PART_AFTER, match.input, end) && isPhone(written)) return [match.index, end];
  }
  return undefined;
}

/** Return where a number may end, last first, as other digits may follow it. @param {RegExpExecArray} match */
function phoneEnds(match) {
  const ends = Array.from(match[0].matchAll(/\d(?!\d)/g), ({ index }) => match.index + index + 1);
  return ends.reverse().slice(0, MOST_ENDS);
}

/** @param {string} written */
function isPhone(written) {
  const digits = digitsOf(written[0] + written.slice(1).replaceAll("(0)", ""));
  PATTERNS.COUNTRY.lastIndex = 0;
  const prefix = holdsAt(PATTERNS.COUNTRY, written) ? written.match(/^\D*0/) : null;
  const dialled = !holdsAt(PATTERNS.COUNTRY, written)
    ? `46${digits.replace(/^0/, "")}`
    : prefix
      ? digits.slice(2)
      : digits;
  if (dialled.startsWith("46")) return isWhole(PATTERNS.SWEDISH, dialled) && isWhole(PLAN, dialled);
  return isWhole(/^\d+$/.test(written) ? ABROAD_BARE : ABROAD, dialled);
}

/** @type {Judge} */
function localPhone(match, before) {
  return holds(PATTERNS.PHONE_BEFORE, before) && !holdsAt(PATTERNS.NEVER, match[0]) ? whole(match) : undefined;
}
