// Words near in spelling, and the parts of compounds, from the vocabulary beside the index.

import { fetched } from "./fetching.js";
import { hasMeaning, mayBecome, plain, stemsOf } from "./query.js";

/** Letters from which a word has a near one, and from which two of them may be wrong. */
const LEAST_LETTERS = 4;
const LONG = 9;
/** Cost of another ending: two forms of a word are no misspelling. */
const OTHER_ENDING = 0.1;
/** Letters of the longer of two words without endings from which they can be misspelt, too. */
const LONG_STEM = 7;
/** The same if only the word that pages have is without its ending. */
const LEAST_STEM = 5;
const LEAST_PART = 3;
/** Words looked for in place of their beginning, which Pagefind takes an ending from: mäns. */
const MOST_LONGER = 8;
const LEAST_PART_ALONE = 5;
/** Languages that write compounds in one word. */
const COMPOUNDING = new Set(["da", "de", "fi", "nb", "nl", "nn", "no", "sv"]);

/** @typedef {{ word: string, cost: number }} Near */

/** The words of a language's pages, fetched by first letter. */
export class Vocabulary {
  /**
   * @param {URL} folder
   * @param {string} lang
   */
  constructor(folder, lang) {
    this.folder = folder;
    this.lang = lang;
    /** @type {Map<string, Promise<string[]>>} */
    this.files = new Map();
    /** @type {Map<string, Map<string, string>>} */
    this.stems = new Map();
  }

  /**
   * Return words that begin with a word that is not written in full yet.
   * @param {string} word
   */
  async longer(word) {
    const wanted = plain(word);
    const words = await this.beginningWith(wanted[0] ?? "");
    const longer = words.filter((other) => mayBecome(wanted, other, this.lang));
    return longer.sort((a, b) => a.length - b.length).slice(0, MOST_LONGER);
  }

  /**
   * Return the words of the same first letter that differ in one letter, or two of a long word, the nearest first.
   * @param {string} word
   * @returns {Promise<Near[]>}
   */
  async near(word) {
    const wanted = plain(word);
    if (wanted.length < LEAST_LETTERS) return [];
    return this.closest(wanted, await this.beginningWith(wanted[0] ?? ""), wanted.length < LONG ? 1 : 2);
  }

  /**
   * Return the words that differ in their first letter only; this fetches the whole vocabulary.
   * @param {string} word
   * @returns {Promise<Near[]>}
   */
  async nearButFirst(word) {
    const wanted = plain(word);
    return wanted.length < LEAST_LETTERS ? [] : this.closest(wanted, await this.all(), 1);
  }

  /**
   * Return the words that a compound is made of, none if one is unknown.
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async compound(word) {
    const wanted = plain(word);
    for (let length = wanted.length - LEAST_PART; length >= LEAST_PART; length -= 1) {
      const first = await this.known(wanted.slice(0, length));
      const last = first && (await this.known(wanted.slice(length)));
      if (first && last && [first, last].every((part) => hasMeaning(part, this.lang))) return [first, last];
    }
    return [];
  }

  /**
   * Return the compounds that have a word in them; this fetches the whole vocabulary.
   * @param {string} word
   * @returns {Promise<Near[]>}
   */
  async compoundsWith(word) {
    const wanted = plain(word);
    if (!COMPOUNDING.has(this.lang) || wanted.length < LEAST_PART_ALONE) return [];
    const words = (await this.all()).filter((other) => plain(other).includes(wanted));
    return words.map((other) => ({ word: other, cost: 0 }));
  }

  /**
   * Return the longest part of a compound that is known, none in a language that writes compounds in two words.
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async partOf(word) {
    const wanted = plain(word);
    if (!COMPOUNDING.has(this.lang)) return [];
    for (let length = wanted.length - LEAST_PART; length >= LEAST_PART_ALONE; length -= 1) {
      const part = (await this.known(wanted.slice(-length))) ?? (await this.known(wanted.slice(0, length)));
      if (part) return [part];
    }
    return [];
  }

  /**
   * @param {string} wanted
   * @param {string[]} words
   * @param {number} most
   * @returns {Near[]}
   */
  closest(wanted, words, most) {
    const ends = new Set(stemsOf(wanted, this.lang).map((stem) => stem.length));
    return words
      .filter((word) => Math.abs(word.length - wanted.length) < wanted.length)
      .map((word) => ({ word, cost: difference(stemsOf(plain(word), this.lang), wanted, ends, most) }))
      .filter(({ word, cost }) => cost <= most + OTHER_ENDING && hasMeaning(word, this.lang))
      .sort((a, b) => a.cost - b.cost);
  }

  /**
   * Return the word that a part of a compound is a form of.
   * @param {string} part
   * @returns {Promise<string | undefined>}
   */
  async known(part) {
    const letter = part[0] ?? "";
    const stems = this.stems.get(letter) ?? byStem(await this.beginningWith(letter), this.lang);
    this.stems.set(letter, stems);
    return stemsOf(part, this.lang)
      .map((stem) => stems.get(stem))
      .find(Boolean);
  }

  /**
   * @param {string} letter
   * @returns {Promise<string[]>}
   */
  async beginningWith(letter) {
    const letters = await this.file("letters");
    const code = letter.codePointAt(0)?.toString(16) ?? "";
    return letters.join("").includes(letter) ? this.file(code) : [];
  }

  /** Return families of irregular forms, in plain letters. */
  async families() {
    return (await this.file("irregular")).map((line) => plain(line).split(" "));
  }

  async all() {
    const [letters = ""] = await this.file("letters");
    return (await Promise.all([...letters].map((letter) => this.beginningWith(letter)))).flat();
  }

  /** @param {string} name */
  file(name) {
    const known = this.files.get(name) ?? this.load(name);
    this.files.set(name, known);
    return known;
  }

  /** @param {string} name */
  async load(name) {
    const response = await fetched(new URL(`${name}.txt`, this.folder).href);
    return (await response.text()).split("\n").filter(Boolean);
  }
}

/**
 * Return words by what they may be without an ending, and by themselves.
 * @param {string[]} words
 * @param {string} lang
 */
function byStem(words, lang) {
  const stems = words.flatMap((word) =>
    stemsOf(plain(word), lang).map((stem) => /** @type {const} */ ([stem, word])),
  );
  return new Map([...stems, ...words.map((word) => /** @type {const} */ ([plain(word), word]))]);
}

/**
 * Return the number of letters that differ between two words, whose endings are free; `most` + 1 if too many.
 * @param {string[]} stems of the one word
 * @param {string} wanted
 * @param {Set<number>} ends of the stems of the other
 * @param {number} most
 */
function difference(stems, wanted, ends, most) {
  let best = most + 1;
  stems.forEach((stem, index) => {
    if (Math.abs(stem.length - wanted.length) > most + 7) return;
    const row = distances(stem, wanted);
    for (const end of ends) {
      const whole = index === 0 && end === wanted.length;
      const cost = row[end] ?? best;
      if (whole) best = Math.min(best, cost);
      else if (!cost || Math.max(stem.length, end) >= (end === wanted.length ? LEAST_STEM : LONG_STEM))
        best = Math.min(best, cost + OTHER_ENDING);
    }
  });
  return best;
}

/**
 * Return the Damerau-Levenshtein distances of a word to each beginning of another one.
 * @param {string} word
 * @param {string} other
 */
function distances(word, other) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= word.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = word[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + replaced, swap);
    }
    [before, row] = [row, next];
  }
  return row;
}
