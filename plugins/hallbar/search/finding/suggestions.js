// Words and pages near in spelling, from the vocabulary of the index.

import { endingsOf, plain } from "./query.js";

/** @typedef {{ title: string, url: string }} Link */
/** @typedef {{ words: string[], pages: Link[] }} Vocabulary */

/**
 * Return the vocabulary of a file: one word on each line, an empty line, and pages as `url title`.
 * @param {string} text
 * @returns {Vocabulary}
 */
export function readVocabulary(text) {
  const [words = "", pages = ""] = text.split("\n\n");
  const links = pages.split("\n").filter(Boolean);
  return {
    words: words.split("\n").filter(Boolean),
    pages: links.map((line) => {
      const [url = ""] = line.split(" ", 1);
      return { url, title: line.slice(url.length + 1) };
    }),
  };
}

/**
 * Return the words of a vocabulary that are near in spelling to a word, the nearest first.
 * @param {string} wanted
 * @param {string[]} words
 * @param {string} lang
 * @returns {string[]}
 */
export function near(wanted, words, lang) {
  const query = plain(wanted);
  if (query.length < 4) return [];
  const most = query.length < 9 ? 1 : 2;
  /** @type {{ word: string, cost: number }[]} */
  const found = [];
  for (const word of words) {
    const cost = difference(plain(word), query, most, lang);
    if (cost <= most) found.push({ word, cost });
  }
  return found
    .sort((a, b) => a.cost - b.cost)
    .slice(0, 5)
    .map(({ word }) => word);
}

/**
 * Return the number of letters that differ between two words whose endings are free; more than `most` if too many.
 * @param {string} word
 * @param {string} query
 * @param {number} most
 * @param {string} lang
 */
function difference(word, query, most, lang) {
  let best = most + 1;
  for (const ending of endingsOf(lang)) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, word.length - ending.length);
    if (ending && stem.length < 4) continue;
    const row = distances(stem, query);
    for (const other of endingsOf(lang)) {
      if (!query.endsWith(other)) continue;
      const cost = (row[query.length - other.length] ?? best) + (ending === other ? 0 : 0.1);
      if (cost < best) best = cost;
    }
  }
  return best;
}

/**
 * Return the Damerau-Levenshtein distances of a word to each beginning of another one.
 * @param {string} word
 * @param {string} query
 */
function distances(word, query) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: query.length + 1 }, (_, index) => index);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= query.length; j += 1) {
      const same = word[i - 1] === query[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && word[i - 1] === query[j - 2] && word[i - 2] === query[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next[j] = cost;
    }
    [before, row] = [row, next];
  }
  return row;
}
