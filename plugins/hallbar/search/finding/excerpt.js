// Excerpts of a page: about 30 words where most words of the query are close, in pieces, the hits marked.

/** Sign between the parts of a compound, see `compounds.py`. */
const MARKER = /\^/g;
const LENGTH = 30;
/** Words before the first hit, so that its sentence can be understood. */
const BEFORE = 6;

/** @typedef {{ text: string, marked: boolean }} Piece */

/**
 * Return a text without the signs between the parts of compounds.
 * @param {string} text
 */
export function unmarked(text) {
  return text.replace(MARKER, "");
}

/**
 * Return the excerpt of a text; `places` are positions of hits, and the indexes of the query's words there.
 * @param {string} content
 * @param {Map<number, number[]>} places
 * @returns {Piece[]}
 */
export function excerptOf(content, places) {
  const all = unmarked(content).split(" ");
  const start = firstWord(all, places);
  const end = Math.min(all.length, start + LENGTH);
  /** @type {Piece[]} */
  const pieces = [];
  if (start > 0) add(pieces, "… ", false);
  for (let place = start; place < end; place += 1) {
    const [, before = "", core = "", after = ""] =
      /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(all[place] ?? "") ?? [];
    add(pieces, before, false);
    add(pieces, core, places.has(place));
    add(pieces, place < end - 1 ? `${after} ` : after, false);
  }
  if (end < all.length) add(pieces, " …", false);
  return pieces;
}

/**
 * Return the position of an excerpt's first word: the beginning of a sentence, if that is near.
 * @param {string[]} all
 * @param {Map<number, number[]>} places
 */
function firstWord(all, places) {
  const hit = densest(places);
  const earliest = Math.max(0, hit - BEFORE);
  for (let place = hit; place >= earliest; place -= 1) {
    if (place === 0 || /[.!?:]$/.test(all[place - 1] ?? "")) return place;
  }
  return Math.min(earliest, Math.max(0, all.length - LENGTH));
}

/**
 * Return the hit from which most different words of the query, and then most hits, are close; 0 without any.
 * @param {Map<number, number[]>} places
 */
function densest(places) {
  const hits = [...places].sort(([a], [b]) => a - b);
  let best = 0;
  let most = 0;
  hits.forEach(([first], index) => {
    const close = hits.slice(index).filter(([place]) => place < first + LENGTH - BEFORE);
    const count = new Set(close.flatMap(([, words]) => words)).size * hits.length + close.length;
    if (count > most) [best, most] = [first, count];
  });
  return best;
}

/**
 * Add a text to pieces: to the last one, if that is marked or not like it.
 * @param {Piece[]} pieces
 * @param {string} text
 * @param {boolean} marked
 */
function add(pieces, text, marked) {
  const last = pieces.at(-1);
  if (!text) return;
  if (last?.marked === marked) last.text += text;
  else pieces.push({ text, marked });
}
