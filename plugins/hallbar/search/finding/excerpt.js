// Excerpts of a page: about 30 words where the hits are closest, in pieces, the hits marked.

/** Sign between the parts of a compound, see `compounds.py`. */
const MARKER = /\^/g;
const LENGTH = 30;

/** @typedef {{ text: string, marked: boolean }} Piece */

/**
 * Return a text without the signs between the parts of compounds.
 * @param {string} text
 */
export function unmarked(text) {
  return text.replace(MARKER, "");
}

/**
 * Return the excerpt of a text; `places` are positions of words that are hits.
 * @param {string} content
 * @param {Set<number>} places
 * @returns {Piece[]}
 */
export function excerptOf(content, places) {
  const all = unmarked(content).split(" ");
  const start = densest(all.length, places);
  const end = Math.min(all.length, start + LENGTH);
  /** @type {Piece[]} */
  const pieces = [];
  if (start > 0) add(pieces, "… ", false);
  for (let place = start; place < end; place += 1) {
    const [, before = "", core = "", after = ""] =
      /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(all[place] ?? "") ?? [];
    add(pieces, before, false);
    add(pieces, core, places.has(place));
    add(pieces, after + (place < end - 1 ? " " : ""), false);
  }
  if (end < all.length) add(pieces, " …", false);
  return pieces;
}

/**
 * Return the first word of the stretch with most hits.
 * @param {number} length
 * @param {Set<number>} places
 */
function densest(length, places) {
  const last = Math.max(0, length - LENGTH);
  const sorted = [...places].sort((a, b) => a - b);
  let best = 0;
  let most = 0;
  for (const place of sorted) {
    const count = sorted.filter((other) => other >= place && other < place + LENGTH).length;
    if (count > most) [best, most] = [place, count];
  }
  return Math.min(last, Math.max(0, best - 5));
}

/**
 * Add a piece, joined with the one before if that is marked or not like it.
 * @param {Piece[]} pieces
 * @param {string} text
 * @param {boolean} marked
 */
function add(pieces, text, marked) {
  const last = pieces.at(-1);
  if (!text) return;
  if (last && last.marked === marked) last.text += text;
  else pieces.push({ text, marked });
}
