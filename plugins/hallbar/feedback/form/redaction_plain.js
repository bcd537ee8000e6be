// The text as it is searched: lower-case ASCII with one kind of dash, space, digit and quote, and a map back.
// The same as service/redaction/plain.py.

import { PATTERNS } from "./redaction_patterns.js";

/** @typedef {{searched: string, starts: number[], ends: number[]}} Plain Places are UTF-16 units. */

/** Any other character, which no pattern mentions. */
const OTHER = "\x1a";

/** @type {Record<string, string>} */
const ALIKE = { "⁄": "/", "∕": "/", "➕": "+" };
for (const [characters, alike] of ["−⁃˗➖-", "·•∙⋅。.", "‘’‚‛′`'", '“”„«»″"', "\n\x85\u2028\u2029\n"].map(
  (all) => [all.slice(0, -1), all.slice(-1)],
)) {
  for (const character of characters) ALIKE[character] = alike;
}

/** @type {[RegExp, string][]} */
const CATEGORIES = [
  [/[\p{Cf}\p{Mn}\p{Me}]/u, ""],
  [/\p{Pd}/u, "-"],
  [/[\p{Cc}\p{Zs}]/u, " "],
  [/\p{L}/u, "x"],
  [/\p{Sc}/u, "$"],
];

/** The characters that HTML names; the rest of the names are those of dashes. @type {Record<string, string>} */
const ENTITIES = { amp: "&", commat: "@", period: ".", nbsp: " ", shy: "", plus: "+" };

/** One character, as itself or encoded (as at least three). */
const PIECE = new RegExp(`${PATTERNS.ENCODED.source}|.`, "gisu");

/** Return the text as it is searched, and the start and end of each of its characters. @param {string} text @returns {Plain} */
export function plainText(text) {
  let [searched, end] = ["", 0];
  const [starts, ends] = /** @type {[number[], number[]]} */ ([[], []]);
  for (const [piece] of text.matchAll(PIECE)) {
    const start = end;
    end += piece.length;
    for (const character of plainCharacters(piece.length > 2 ? decoded(piece) : piece)) {
      searched += character;
      starts.push(start);
      ends.push(end);
    }
  }
  const digitFor = (/** @type {string} */ pair) => pair.slice(0, -1) + (pair.endsWith("o") ? 0 : 1);
  return { searched: searched.replace(PATTERNS.LETTER_FOR_DIGIT, digitFor), starts, ends };
}

/** @param {string} encoded */
function decoded(encoded) {
  const name = encoded.slice(1, -1).toLowerCase();
  if (name[0] === "#") return String.fromCodePoint(Number(name.replace("#x", "0x").replace("#", "")));
  if (encoded[0] === "&") return ENTITIES[name] ?? "-";
  try {
    return decodeURIComponent(encoded);
  } catch {
    return OTHER;
  }
}

/** @param {string} text */
function plainCharacters(text) {
  return Array.from(text.normalize("NFKD").toLowerCase(), plainCharacter).join("");
}

/** @param {string} character @returns {string} */
function plainCharacter(character) {
  if (/[ -_a-~]/.test(character)) return character;
  if (character in ALIKE) return ALIKE[character];
  if (/\p{Nd}/u.test(character)) return digitOf(character.codePointAt(0) ?? 0);
  return CATEGORIES.find(([category]) => category.test(character))?.[1] ?? OTHER;
}

/** Return the value of a digit: those of a script follow each other, from 0 to 9. @param {number} code */
function digitOf(code) {
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return `${(code - zero) % 10}`;
}
