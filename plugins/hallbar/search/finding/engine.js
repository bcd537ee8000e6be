// The engine: finds pages by means of the index of this page's language.
//
// Pagefind answers for single words; the rest is done here, as it would take the longest beginning of an unknown
// word for a hit, and knows neither misspelt words nor questions in everyday language.

import { Bundle, ROOT } from "./bundle.js";
import { unmarked } from "./excerpt.js";
import { SearchError } from "./fetching.js";
import { isForm, isPhrase, meaningful, plain, queryWords, wordParts } from "./query.js";
import { merged, preferred, ranked, together } from "./ranking.js";
import { related } from "./related.js";
import { resultOf } from "./result.js";
import { Vocabulary } from "./suggestions.js";

/** @typedef {{ text: string, marked: boolean }} Piece */
/** @typedef {{ title: string, url: string }} Link */
/** @typedef {{ title: string, url: string, excerpt: Piece[], sections: Link[] }} Result */
/** @typedef {{ query: string, used: string, total: number, results: Result[], words: string[], pages: Link[] }} Found */

/** @typedef {import("./bundle.js").Hit} Hit */

/** Up to this length, words that only begin with the query's are other words (el, element). */
const SHORT = 3;
const MOST_SUGGESTIONS = 3;

/** @type {Session | null} */
let current = null;
let failures = 0;

/**
 * Return the pages that a query finds, at most `limit` of them in full. Throws SearchError.
 * @param {string} query
 * @param {number} limit
 * @returns {Promise<Found>}
 */
export async function find(query, limit) {
  const lang = document.documentElement.lang;
  if (current?.lang !== lang) current = new Session(lang);
  const session = current;
  try {
    return await Promise.race([session.failure, session.find(query, limit)]);
  } catch (error) {
    session.fail(error);
    throw error instanceof SearchError ? error : new SearchError(String(error));
  }
}

/** The index of a language, with all that was read of it until something could not be fetched. */
class Session {
  /** @param {string} lang */
  constructor(lang) {
    this.lang = lang;
    this.base = lang.split("-")[0] ?? "";
    const folder = new URL(`hallbar/search/index/${lang}/`, ROOT);
    this.bundle = new Bundle(folder, failures, (error) => this.fail(error));
    this.vocabulary = new Vocabulary(new URL("words/", folder), this.base);
    /** @type {(error: unknown) => void} */
    this.reject = () => {};
    /** @type {Promise<never>} */
    this.failure = new Promise((_, reject) => {
      this.reject = reject;
    });
    this.failure.catch(() => {});
    /** @type {Map<string, Promise<Hit[]>>} */
    this.known = new Map();
  }

  /**
   * End the session: a later query begins a new one.
   * @param {unknown} error
   */
  fail(error) {
    this.reject(error);
    if (current !== this) return;
    current = null;
    failures += 1;
  }

  /**
   * @param {string} query
   * @param {number} limit
   * @returns {Promise<Found>}
   */
  async find(query, limit) {
    const asked = meaningful(queryWords(query), this.base);
    const forms = await Promise.all(asked.map((word) => this.forms(word)));
    const used = forms.flat();
    const lists = await Promise.all(used.map((form) => this.hits(form)));
    const pages = ranked(lists, isPhrase(query));
    const results = await Promise.all(pages.slice(0, limit).map(resultOf));
    const changed = forms.some((form, index) => form.join() !== asked[index]);
    const near = pages.length ? { words: [], pages: [] } : await this.suggested(asked);
    return {
      query,
      used: pages.length && changed ? used.join(" ") : query,
      total: pages.length,
      results,
      ...near,
    };
  }

  /**
   * Return what to look for in place of a word: itself, its parts, or the nearest word; nothing if all are unknown.
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async forms(word) {
    if ((await this.hits(word)).length) return [word];
    const pieces = wordParts(word);
    if (pieces.length > 1) return (await Promise.all(pieces.map((piece) => this.forms(piece)))).flat();
    const near = await this.vocabulary.near(word);
    const [nearest] = near;
    if (nearest && nearest.cost < 1) return (await this.adopt(word, nearest.word)) ? [word] : [];
    if (nearest && nearest.cost === 1) return [await this.commonest(near)];
    const compounds = await this.vocabulary.compoundsWith(word);
    if (compounds.length) return [await this.commonest(compounds)];
    if (nearest && nearest.cost < 2) return [await this.commonest(near)];
    const parts = await this.vocabulary.compound(word);
    if (parts.length) return parts;
    const others = nearest ? near : await this.vocabulary.nearButFirst(word);
    return others.length ? [await this.commonest(others)] : [];
  }

  /**
   * Give a word the hits of another form of it.
   * @param {string} word
   * @param {string} form
   */
  async adopt(word, form) {
    const hits = this.hits(form);
    this.known.set(plain(word), hits);
    return (await hits).length > 0;
  }

  /**
   * Return the word that most pages have, of those that are nearest.
   * @param {import("./suggestions.js").Near[]} near
   */
  async commonest(near) {
    const equal = near.filter(({ cost }) => cost === near[0]?.cost).slice(0, MOST_SUGGESTIONS);
    const counts = await Promise.all(
      equal.map(async ({ word }) => ({ word, count: (await this.hits(word)).length })),
    );
    return counts.reduce((best, other) => (other.count > best.count ? other : best)).word;
  }

  /**
   * Return the pages that have a word, or one that begins with it; none if the index does not know it.
   * @param {string} word
   */
  hits(word) {
    const key = plain(word);
    const known = this.known.get(key) ?? this.search(key);
    this.known.set(key, known);
    return known;
  }

  /**
   * @param {string} word
   * @returns {Promise<Hit[]>}
   */
  async search(word) {
    const families = await this.vocabulary.families();
    const lists = related(word, this.base, families).map((other) => this.bundle.having(other));
    const [own, ...others] = await Promise.all([this.beginning(word), ...lists]);
    return together(own, others.flat());
  }

  /**
   * Return the pages that have a word, or a longer one that begins with it.
   * @param {string} word
   */
  async beginning(word) {
    const results = await this.bundle.search(word);
    const exact = await this.bundle.having(word);
    if (exact.length) return preferred(exact, results, word.length > SHORT);
    const longer = await this.vocabulary.longer(word);
    const begun = (await Promise.all(longer.map((other) => this.bundle.having(other)))).flat();
    return preferred(begun, (await this.isKnown(word, results)) ? results : begun, true);
  }

  /**
   * Return true if pages have a word that begins with the one sought, rather than the longest beginning of it.
   * @param {string} word
   * @param {Hit[]} hits
   */
  async isKnown(word, [first]) {
    if (!first) return false;
    const { content, meta } = await first.data();
    const all = content.split(" ");
    const near = [
      ...first.words.map((place) => all[place] ?? ""),
      ...Object.values(meta).flatMap((text) => text.split(" ")),
    ];
    return near.some((found) =>
      [unmarked(found), ...wordParts(found)].some((text) => isForm(word, text, this.base)),
    );
  }

  /**
   * Return known parts of unknown compounds, and pages that have them. Words near in spelling were used already.
   * @param {string[]} asked
   */
  async suggested(asked) {
    const parts = (await Promise.all(asked.map((word) => this.vocabulary.partOf(word)))).flat();
    const words = parts.slice(0, MOST_SUGGESTIONS);
    const pages = merged(await Promise.all(words.map((word) => this.hits(word))));
    const results = await Promise.all(pages.slice(0, MOST_SUGGESTIONS).map(resultOf));
    return { words, pages: results.map(({ title, url }) => ({ title, url })) };
  }
}
