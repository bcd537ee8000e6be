// The text as it is searched: lower-case ASCII with one kind of dash, space, digit and quote, and a map back.
// The same as service/redaction/plain.py.

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

/** @type {Record<string, string>} */
const ENTITIES = {
  amp: "&",
  commat: "@",
  period: ".",
  nbsp: " ",
  ndash: "-",
  mdash: "-",
  minus: "-",
  hyphen: "-",
  dash: "-",
  shy: "",
  plus: "+",
};

export const ENCODED =
  /%[0-7][0-9a-f]|%(?:c[2-9a-f]|d[0-9a-f])%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|&#(?:[0-9]{1,6}|x[0-9a-f]{1,5});|&(?:amp|commat|period|nbsp|ndash|mdash|minus|hyphen|dash|shy|plus);/gi;
export const LETTER_FOR_DIGIT = /(?:^|[^a-z])[ol](?=[0-9])|[0-9][ol](?![a-z])/g;

/** Return the text as it is searched, and the start and end of each of its characters. @param {string} text @returns {Plain} */
export function plainText(text) {
  const plain = { searched: "", starts: /** @type {number[]} */ ([]), ends: /** @type {number[]} */ ([]) };
  const add = (/** @type {string} */ pieces, /** @type {number} */ start, /** @type {number} */ end) => {
    plain.searched += pieces;
    for (let count = 0; count < pieces.length; count++) {
      plain.starts.push(start);
      plain.ends.push(end);
    }
  };
  let place = 0;
  const addUntil = (/** @type {number} */ end) => {
    for (const character of text.slice(place, end)) {
      add(plainCharacters(character), place, (place += character.length));
    }
  };
  for (const { 0: encoded, index } of text.matchAll(ENCODED)) {
    addUntil(index);
    add(plainCharacters(decoded(encoded)), place, (place += encoded.length));
  }
  addUntil(text.length);
  plain.searched = plain.searched.replace(LETTER_FOR_DIGIT, (pair) => pair.slice(0, -1) + (pair.endsWith("o") ? 0 : 1));
  return plain;
}

/** @param {string} encoded */
function decoded(encoded) {
  const name = encoded.slice(1, -1).toLowerCase();
  if (encoded[0] === "&") return ENTITIES[name] ?? String.fromCodePoint(Number(`0${name.slice(1)}`.replace(/^0(?!x)/, "")));
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
