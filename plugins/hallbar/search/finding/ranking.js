// The order of pages: those that have more of the words, and rarer ones, come first.

/** @typedef {import("./bundle.js").Hit} Hit */
/** @typedef {{ hit: Hit, lists: number, score: number, weight: number, places: Map<number, number[]> }} Page */

/** A page with another word that begins with the query's, or is related, counts for less than one with the word. */
const LIKE = 0.4;
/** Pages with all words in the query's order count for more. */
const IN_ORDER = 1.5;
/** With fewer pages that have all words, those that have some are shown too. */
const ENOUGH = 5;

/**
 * Return the hits of the best pages; with others, those count for less.
 * @param {Hit[]} best
 * @param {Hit[]} hits
 * @param {boolean} others
 */
export function preferred(best, hits, others) {
  const ids = new Set(best.map(({ id }) => id));
  return together(
    hits.filter(({ id }) => ids.has(id)),
    others ? hits : [],
  );
}

/**
 * Return a word's hits, and those of words like it, which count for less; each page once.
 * @param {Hit[]} exact
 * @param {Hit[]} like
 */
export function together(exact, like) {
  const hits = new Map(exact.map((hit) => [hit.id, hit]));
  for (const hit of like) {
    const known = hits.get(hit.id);
    const words = [...new Set([...(known?.words ?? []), ...hit.words])];
    hits.set(hit.id, { ...hit, words, score: known?.score ?? hit.score * LIKE });
  }
  return [...hits.values()];
}

/**
 * Return the pages of several words' hits, each once.
 * @param {Hit[][]} lists
 * @returns {Page[]}
 */
export function merged(lists) {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  lists.forEach((hits, index) => {
    const rarity = 1 / Math.log(2 + hits.length);
    for (const hit of hits) {
      const page = pages.get(hit.id) ?? { hit, lists: 0, score: 0, weight: 0, places: new Map() };
      pages.set(hit.id, page);
      page.lists += 1;
      page.score += hit.score;
      page.weight += rarity;
      for (const place of hit.words) page.places.set(place, [...(page.places.get(place) ?? []), index]);
    }
  });
  return [...pages.values()];
}

/**
 * Return the pages of the words' hits, the best first: those that have more of the words, and rarer ones.
 * @param {Hit[][]} lists
 * @param {boolean} asPhrase
 */
export function ranked(lists, asPhrase) {
  const pages = merged(lists);
  const ordered = new Set(lists.length > 1 ? pages.filter((page) => isInOrder(page, lists.length)) : []);
  for (const page of ordered) page.score *= IN_ORDER;
  pages.sort((a, b) => b.weight - a.weight || b.score - a.score);
  if (asPhrase && ordered.size) return [...ordered];
  const complete = pages.filter((page) => page.lists === lists.length);
  return complete.length >= ENOUGH ? complete : pages;
}

/**
 * Return true if a page has the query's words in their order, or in one compound.
 * @param {Page} page
 * @param {number} count
 */
function isInOrder({ places }, count) {
  const wanted = Array.from({ length: count }, (_, index) => index);
  return [...places.keys()].some(
    (place) =>
      wanted.every((index) => places.get(place)?.includes(index)) ||
      wanted.every((index) => places.get(place + index)?.includes(index)),
  );
}
