// Personal, coordination and reserve numbers. The same as numbers.py, reserve.py and calendar.py of service/redaction/.

import { after, inOrder, isAt, isIn, isWhole, judged, unless, wholeSpan } from "./redaction_matching.js";
import { PATTERNS } from "./redaction_patterns.js";

/** @typedef {import("./redaction_matching.js").Judge} Judge */
/** @typedef {ReturnType<typeof numberOf>} PersonalNumber */

const MONTHS = "jan feb mar apr maj jun jul aug sep okt nov dec";
const MONTH_DAYS = [31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param {string} searched */
export function certainNumbers(searched) {
  const { YEAR_FIRST, DAY_FIRST, LETTERED, NATIONAL, STOCKHOLM, VAT, DIGIT_BEFORE } = PATTERNS;
  return inOrder([
    ...judged(YEAR_FIRST, searched, certainYearFirst),
    ...judged(DAY_FIRST, searched, certainDayFirst),
    ...judged(LETTERED, searched, ifReal(isRealDate)),
    ...judged(NATIONAL, searched, unless(DIGIT_BEFORE)),
    ...judged(
      STOCKHOLM,
      searched,
      ifReal(({ digits }) => hasCheckDigit(digits)),
    ),
    ...judged(VAT, searched, ifReal(isOfSoleTrader)),
  ]);
}

/** @param {string} searched */
export function probableNumbers(searched) {
  const { YEAR_FIRST, DAY_FIRST, UNCHECKED, PERSON_BEFORE } = PATTERNS;
  return inOrder([
    ...judged(YEAR_FIRST, searched, probableYearFirst),
    ...judged(DAY_FIRST, searched, dayFirst),
    ...judged(UNCHECKED, searched, after(PERSON_BEFORE)),
  ]);
}

/** A date and four digits, as they are written. @param {RegExpExecArray} match @param {string} before */
function numberOf(match, before) {
  const parts = /** @type {Record<string, string>} */ ({});
  for (const [part, value = ""] of Object.entries(match.groups ?? {}))
    parts[part] = value.replaceAll(" ", "");
  const { century, gap = "", second = "", year, last, words } = parts;
  const written = parts.month || parts.months;
  const named = /^\d/.test(written) ? written : `${MONTHS.indexOf(written.slice(0, 3)) / 4 + 1}`;
  const [month, day] = [named, parts.day || parts.days].map((value) => value.padStart(2, "0"));
  const [end, mark] = [wholeSpan(match)[1], match.groups?.mark];
  const follows = (/** @type {RegExp} */ form) => isAt(form, match.input, end);
  const isChecked = hasCheckDigit(year + month + day + last);
  const isLonger = isIn(PATTERNS.ROW_BEFORE, before) || follows(PATTERNS.ROW_AFTER);
  return {
    ...{ century, gap, second, day, isChecked, follows },
    isDate: isRealDate({ century, year, month, day }),
    hasDash: !words && isIn(PATTERNS.DASH, mark ?? ""),
    isTight: mark?.length === 1,
    isTorn: !mark && Boolean(match.groups?.gap || match.groups?.second),
    mayBeYear: Boolean(mark && (gap || !century)) && isWhole(PATTERNS.YEAR, last),
    mayBeClock: Boolean(mark && century) && isWhole(PATTERNS.CLOCK, last),
    isCalled: Boolean(words) || isIn(PATTERNS.PERSON_BEFORE, before),
    goesOn: follows(PATTERNS.DATE_AFTER) && !(gap === "" && isChecked),
    isInRow: isLonger && isIn(PATTERNS.SPREAD, match[0]),
    span() {
      const isOpen = isIn(PATTERNS.BRACKET, match[0]) && follows(PATTERNS.BRACKET_AFTER);
      const free = unless(PATTERNS.DIGIT_BEFORE)(match, before);
      return free && /** @type {[number, number]} */ ([match.index, end + Number(isOpen)]);
    },
  };
}

/** @type {Judge} */
function certainYearFirst(match, before) {
  const number = numberOf(match, before);
  const { hasDash, gap, second, isDate, isChecked, mayBeYear, goesOn } = number;
  const sure = hasDash && gap === second && isDate && isChecked && !mayBeYear && !goesOn;
  return sure ? number.span() : undefined;
}

/** @type {Judge} */
function probableYearFirst(match, before) {
  const number = numberOf(match, before);
  const likely = !number.goesOn && (number.isCalled || isLikely(number));
  return (number.isDate ? likely : isOfInera(number)) ? number.span() : undefined;
}

/** @param {PersonalNumber} number */
function isLikely({
  mayBeYear,
  mayBeClock,
  isTight,
  isTorn,
  gap,
  second,
  isChecked,
  century,
  hasDash,
  isInRow,
}) {
  if (mayBeYear || isTorn) return false;
  if (gap !== second) return isChecked && !second && century !== "20";
  if (hasDash) return isChecked || !gap || (isTight && !mayBeClock);
  return isChecked && !mayBeClock && !isInRow;
}

/** @param {PersonalNumber} number */
function isOfInera({ century, gap, second, day, isChecked }) {
  return century !== "" && !gap && !second && day > "31" && day < "60" && isChecked;
}

/** @type {Judge} */
function certainDayFirst(match, before) {
  const { hasDash, isChecked } = numberOf(match, before);
  return hasDash && isChecked ? dayFirst(match, before) : undefined;
}

/** @type {Judge} */
function dayFirst(match, before) {
  const number = numberOf(match, before);
  const likely = number.isDate && (number.isChecked || number.isCalled);
  const other = number.mayBeYear || number.follows(PATTERNS.DATE_AFTER) || number.isInRow;
  return likely && !other ? number.span() : undefined;
}

/** Take a match whose groups are right. @param {(groups: Record<string, string>) => boolean} isReal @returns {Judge} */
function ifReal(isReal) {
  return (match, before) =>
    isReal({ ...match.groups }) ? unless(PATTERNS.DIGIT_BEFORE)(match, before) : undefined;
}

/** @param {Record<string, string>} groups */
function isOfSoleTrader({ digits }) {
  const [, year, month, day] = digits.match(/(..)(..)(..)/) ?? [];
  return isRealDate({ year, month, day }) && hasCheckDigit(digits);
}

/** @param {Record<string, string>} parts */
function isRealDate({ century, year, month, day }) {
  const coordination = day >= "60";
  const real = Number(day) - (coordination ? 60 : 0);
  if (month > "12" || real > MONTH_DAYS[Number(month)]) return false;
  if (!coordination && (!real || month === "00")) return false;
  const whole = Number(century || 20) * 100 + Number(year);
  const leap = whole % 4 === 0 && (whole % 100 !== 0 || whole % 400 === 0);
  return month !== "02" || real !== 29 || leap;
}

/** Return true if the last digit is the check digit of the others. @param {string} written */
function hasCheckDigit(written) {
  const backwards = written.replace(/\D/g, "").split("").reverse().map(Number);
  const sums = backwards.map((digit, place) => digit * (1 + (place % 2)));
  return sums.reduce((sum, value) => sum + Math.floor(value / 10) + (value % 10), 0) % 10 === 0;
}
