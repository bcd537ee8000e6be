// Excerpts for a small place.

/** @typedef {import("./engine.js").Piece} Piece */

/**
 * Return whole words of an excerpt with its first highlight.
 * @param {Piece[]} pieces
 * @param {number} most characters
 */
export function shortened(pieces, most) {
  const text = pieces.map((piece) => piece.text).join("");
  if (text.length <= most) return pieces;
  const begin = firstPlace(text, pieces, most);
  const whole = text.lastIndexOf(" ", begin + most);
  const end = text.length <= begin + most ? text.length : whole > begin ? whole : begin + most;
  const dots = (/** @type {string} */ text, /** @type {boolean} */ needed) =>
    needed ? [{ text, marked: false }] : [];
  return [...dots("… ", begin > 0), ...between(pieces, begin, end), ...dots(" …", end < text.length)];
}

/** Return the place of the word to begin with: the first, or one shortly before a highlight that comes late.
 * @param {string} text @param {Piece[]} pieces @param {number} most */
function firstPlace(text, pieces, most) {
  const first = pieces.findIndex((piece) => piece.marked);
  const before = pieces.slice(0, Math.max(0, first)).reduce((sum, piece) => sum + piece.text.length, 0);
  return before < most / 2 ? 0 : text.lastIndexOf(" ", before - most / 4) + 1;
}

/** @param {Piece[]} pieces @param {number} begin @param {number} end places in the whole text */
function between(pieces, begin, end) {
  let at = 0;
  const cut = pieces.map(({ text, marked }) => {
    const from = at;
    at += text.length;
    return { text: text.slice(Math.max(0, begin - from), Math.max(0, end - from)), marked };
  });
  return cut.filter((piece) => piece.text);
}
