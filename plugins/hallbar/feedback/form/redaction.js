/**
 * Finds personal data in free text: personal numbers, e-mail addresses, phone numbers.
 *
 * The rules of redaction.py, which says why they are as they are, in the same order and under the same names: what is
 * shown to the citizen is what the service takes out. Nothing here is sent or kept.
 */

export const MARK = "[…]";

/** @typedef {"personal_number" | "email" | "phone"} Kind */
/** @typedef {{start: number, end: number, kind: Kind}} Found A place, in UTF-16 units as everything in the DOM */
/** @typedef {(Kind | undefined)[]} Kinds What was found, of each unit of the text */
/** @typedef {Record<string, string | undefined>} Groups */
/** @typedef {{kind: Kind, pattern: RegExp, neverAfter: RegExp, accepts?: (groups: Groups) => boolean}} Rule */

/** @type {Kind[]} Where two kinds overlap, the first names what was found. */
const KINDS = ["personal_number", "email", "phone"];

const PERSONAL_NUMBER = verbose`
  (?:(?<century>1\s?[89]|2\s?0)\s?)?
  (?<year>\d\s?\d) \s?(?<gap>[./-]?)\s? (?<month>[01]\s?\d) \s?\k<gap>\s? (?<day>\d\s?\d)
  \s{0,4} (?<mark>(?:[^\w\s]|_){0,3}) \s{0,4}
  (?<last>\d\s?\d\s?\d\s?\d) (?!\d)
  (?!(?<dash>[./-])\d\d\k<dash>\d\d(?!\d))`;
const EMAIL = verbose`
  [\w.!#$%&'*+/=?^\x60{|}~-]{1,64}
  \s?(?:@|snabel-?a|[\[({<]\s?(?:@|at|snabel-?a)\s?[\])}>])\s?
  (?:[\w-]{1,63}(?:\.|\s?[\[({<](?:dot|punkt)[\])}>]\s?)){1,8} (?!\d)[\w-]{2,63}`;
const PHONE = verbose`
  (?!\d\d(?<gap>[-/\s])\d\d\k<gap>(?:19|20)\d\d(?!\d))
  (?![012]\d[\s.:]?\d\d\s?-\s?[012]\d[\s.:]?\d\d(?!\s?\d))
  (?![012]\d\s?-\s?[012]\d[\s(]{1,2}[012]\d\s?-\s?[012]\d(?!\d))
  (?!\d{8}-\d(?!\d))
  (?:(?:\+|00)\s?46 [\s()/.-]{0,3} (?:0[\s()/-]{0,3})? | (?:\((?=0\d{1,3}\)))?0\s?)
  [1-9] (?:(?:[\s()/-]{0,3}\d){6,8} | \d{0,2}(?:\.\d{2,3}){3}) (?!\d)`;

/** @type {Rule[]} */
const RULES = [
  { kind: "personal_number", pattern: PERSONAL_NUMBER, neverAfter: /\d$/, accepts: isPersonalNumber },
  { kind: "email", pattern: EMAIL, neverAfter: /(?!)/ },
  { kind: "phone", pattern: PHONE, neverAfter: /[\d+]$|\d[-/.]$/ },
];

/** A pattern written with spaces between its parts; \w (only ever in brackets) is as in Python. */
function verbose(/** @type {TemplateStringsArray} */ { raw }) {
  return new RegExp(raw[0].replace(/\s+/g, "").replaceAll("\\w", "\\p{L}\\p{N}_"), "giu");
}

/** Replace each personal number, e-mail address and Swedish phone number by `MARK`. @param {string} text */
export function redacted(text) {
  const places = found(text);
  for (const { start, end } of [...places].reverse()) text = text.slice(0, start) + MARK + text.slice(end);
  return { text, count: places.length };
}

/** The places that hold personal data, in order; what overlaps or touches is one place. @param {string} text */
export function found(text) {
  const { plain, origin } = simplified(text);
  const kinds = /** @type {Kinds} */ (Array(text.length).fill(undefined));
  for (const rule of RULES) spot(rule, plain, origin, kinds);
  const places = /** @type {Found[]} */ ([]);
  for (const [start, kind] of kinds.entries()) {
    const last = places.at(-1);
    if (kind && last?.end === start) {
      last.end++;
      if (KINDS.indexOf(kind) < KINDS.indexOf(last.kind)) last.kind = kind;
    } else if (kind) places.push({ start, end: start + 1, kind });
  }
  return places;
}

/**
 * Note in `kinds` what the rule finds. What it does not accept may hold a match that starts one later.
 * @param {Rule} rule @param {string} plain @param {{start: number, end: number}[]} origin @param {Kinds} kinds
 */
function spot({ kind, pattern, neverAfter, accepts = () => true }, plain, origin, kinds) {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    const [start, end] = [match.index, pattern.lastIndex];
    const other = (/** @type {number} */ at) =>
      at < 0 || kinds[origin[at].start] !== kinds[origin[start].start];
    const before = [start - 2, start - 1].map((at) => (other(at) ? " " : plain[at])).join("");
    if (accepts(match.groups ?? {}) && !neverAfter.test(before)) {
      for (let at = origin[start].start; at < origin[end - 1].end; at++) kinds[at] ??= kind;
    } else pattern.lastIndex = start + 1;
  }
}

/** The text as it is searched, and where in `text` each unit of it is. @param {string} text */
function simplified(text) {
  let [plain, start] = ["", 0];
  const origin = [];
  for (const character of text) {
    const place = { start, end: start + character.length };
    start = place.end;
    const pieces = plainCharacter(character);
    plain += pieces;
    origin.push(...Array(pieces.length).fill(place));
  }
  return { plain, origin };
}

/** @param {string} character */
function plainCharacter(character) {
  return /[ -~]/.test(character) ? character : Array.from(character.normalize("NFKC"), plainPiece).join("");
}

/** @param {string} piece */
function plainPiece(piece) {
  if (/[\p{Cf}\p{Mn}\p{Me}]/u.test(piece)) return "";
  if (/[\p{Cc}\p{Cs}\p{Z}]/u.test(piece)) return " ";
  if (/[\p{Pd}−⁃˗]/u.test(piece)) return "-";
  return /\p{Nd}/u.test(piece) ? digit(piece.codePointAt(0) ?? 0) : piece;
}

/** A script's digits stand in a row, from 0 to 9. @param {number} code @returns {string} */
function digit(code) {
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return String((code - first) % 10);
}

/** @param {Groups} groups */
function isPersonalNumber({ century, year, month, day, last, mark = "" }) {
  const [hundreds, ...parts] = [century, year, month, day, last].map((part = "") => part.replace(/\s/g, ""));
  if (!isDate(hundreds, Number(parts[0]), Number(parts[1]), Number(parts[2]))) return false;
  return /[-+]/.test(mark) || luhn(parts.join(""));
}

/** @param {string} century @param {number} year @param {number} month @param {number} day */
function isDate(century, year, month, day) {
  return (century ? [Number(century)] : [18, 19, 20]).some((hundreds) => {
    const date = new Date(Date.UTC(hundreds * 100 + year, month - 1, day > 60 ? day - 60 : day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === (day > 60 ? day - 60 : day);
  });
}

/** Whether the last of ten digits is the check digit of the others. @param {string} digits */
function luhn(digits) {
  const doubled = Array.from(digits, (digit, place) => Number(digit) * (2 - (place % 2)));
  return doubled.reduce((sum, number) => sum + Math.floor(number / 10) + (number % 10), 0) % 10 === 0;
}
