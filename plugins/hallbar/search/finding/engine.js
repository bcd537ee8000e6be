// The engine: finds pages by means of the index of this page's language.
//
// Pagefind answers for single words; the rest is done here, as it would take the longest beginning of an unknown
// word for a hit, and knows neither misspelt words nor questions in everyday language.

import { excerptOf, unmarked } from "./excerpt.js";
import { fetched, SearchError } from "./fetching.js";
import { isForm, isPhrase, meaningful, plain, queryWords, wordParts } from "./query.js";
import { related } from "./related.js";
import { Vocabulary } from "./suggestions.js";

/** @typedef {{ text: string, marked: boolean }} Piece */
/** @typedef {{ title: string, url: string }} Link */
/** @typedef {{ title: string, url: string, excerpt: Piece[], sections: Link[] }} Result */
/** @typedef {{ query: string, used: string, total: number, results: Result[], words: string[], pages: Link[] }} Found */

/** @typedef {{ element: string, id: string, text: string, location: number }} Anchor */
/** @typedef {{ raw_url: string, content: string, meta: Record<string, string>, anchors: Anchor[] }} Fragment */
/** @typedef {{ id: string, score: number, words: number[], data: () => Promise<Fragment> }} Hit */
/** @typedef {{ search: (query: string) => Promise<{ results: Hit[] }> }} Index */
/** @typedef {{ hit: Hit, score: number, weight: number, places: Map<number, number[]> }} Page */

const ENTRY = "pagefind-entry.json";
const ROOT = new URL("../../../", import.meta.url);

/**
 * How Pagefind ranks a word's pages. Title and keywords weigh most: they say what a page is about. Length and
 * number weigh less than by default, as an editor's long guide is no worse than a short notice.
 */
const RANKING = {
  termSimilarity: 1,
  pageLength: 0.4,
  termSaturation: 1.6,
  termFrequency: 0.9,
  metaWeights: { title: 6, keywords: 6, description: 3, numbers: 3 },
};
/** A page with another word that begins with the query's, or is related, counts for less than one with the word. */
const LIKE = 0.4;
/** Pages with all words in the query's order count for more. */
const IN_ORDER = 1.5;
/** Up to this length, words that only begin with the query's are other words (el, element). */
const SHORT = 3;
/** With fewer pages that have all words, those that have some are shown too. */
const ENOUGH = 5;
const MOST_SECTIONS = 3;
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
    this.folder = new URL(`hallbar/search/index/${lang}/`, ROOT);
    this.vocabulary = new Vocabulary(new URL("words/", this.folder), this.base);
    /** @type {(error: unknown) => void} */
    this.reject = () => {};
    /** @type {Promise<never>} */
    this.failure = new Promise((_, reject) => {
      this.reject = reject;
    });
    this.failure.catch(() => {});
    /** @type {Promise<Index> | null} */
    this.index = null;
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
    const pages = this.ranked(lists, isPhrase(query));
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
    if (nearest && nearest.cost < 1) return [word].splice(0, (await this.adopt(word, nearest.word)) ? 1 : 0);
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
    const lists = related(word, this.base, families).map((other) => this.having(other));
    const [own, ...others] = await Promise.all([this.beginning(word), ...lists]);
    return together(own, others.flat());
  }

  /**
   * Return the pages that have a word, or a longer one that begins with it.
   * @param {string} word
   */
  async beginning(word) {
    const { results } = await (await this.opened()).search(word);
    const exact = await this.having(word);
    if (exact.length) return preferred(exact, results, word.length > SHORT);
    const longer = await this.vocabulary.longer(word);
    const begun = (await Promise.all(longer.map((other) => this.having(other)))).flat();
    return preferred(begun, (await this.isKnown(word, results)) ? results : begun, true);
  }

  /**
   * Return the pages that have a word itself.
   * @param {string} word
   */
  async having(word) {
    return (await (await this.opened()).search(`"${word}"`)).results;
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
   * Return the pages of the words' hits, the best first: those that have more of the words, and rarer ones.
   * @param {Hit[][]} lists
   * @param {boolean} asPhrase
   */
  ranked(lists, asPhrase) {
    const pages = merged(lists);
    const ordered = new Set(lists.length > 1 ? pages.filter((page) => isInOrder(page, lists.length)) : []);
    for (const page of ordered) page.score *= IN_ORDER;
    pages.sort((a, b) => b.weight - a.weight || b.score - a.score);
    if (asPhrase && ordered.size) return [...ordered];
    const complete = pages.filter(({ hit }) => lists.every((list) => list.some(({ id }) => id === hit.id)));
    return complete.length >= ENOUGH ? complete : pages;
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

  /** Return Pagefind's index, loaded once. */
  opened() {
    this.index ??= this.load();
    return this.index;
  }

  /** @returns {Promise<Index>} */
  async load() {
    const again = failures ? `?${failures}` : ""; // a browser may keep a module that could not be fetched
    const script = import(new URL(`pagefind.js${again}`, this.folder).href);
    const [pagefind, held] = await Promise.all([script, this.firstFiles()]);
    pagefind.fetchWith(async (/** @type {string} */ url) => {
      const name = new URL(url, this.folder).pathname.split("/").at(-1) ?? "";
      return held.get(name) ?? fetched(url).catch((error) => this.end(error));
    });
    return pagefind.createInstance({ basePath: this.folder.href, noWorker: true, ranking: RANKING });
  }

  /**
   * Return the files that Pagefind begins with, by name: without one of them it would wait for ever.
   * @returns {Promise<Map<string, Response>>}
   */
  async firstFiles() {
    const entry = await fetched(new URL(ENTRY, this.folder).href, "no-cache");
    const { languages } = await entry.clone().json();
    const [index] = Object.values(languages);
    const names = index ? [`pagefind.${index.hash}.pf_meta`, `wasm.${index.wasm ?? "unknown"}.pagefind`] : [];
    const files = await Promise.all(names.map((name) => fetched(new URL(name, this.folder).href)));
    return new Map([
      [ENTRY, entry],
      ...names.map((name, index) => /** @type {const} */ ([name, files[index] ?? entry])),
    ]);
  }

  /**
   * End the session, and what waits for a file: Pagefind would write the error to the console, and go on.
   * @param {unknown} error
   * @returns {Promise<never>}
   */
  end(error) {
    this.fail(error);
    return new Promise(() => {});
  }
}

/**
 * Return the hits of the best pages; with others, those count for less.
 * @param {Hit[]} best
 * @param {Hit[]} hits
 * @param {boolean} others
 */
function preferred(best, hits, others) {
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
function together(exact, like) {
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
function merged(lists) {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  lists.forEach((hits, index) => {
    const rarity = 1 / Math.log(2 + hits.length);
    for (const hit of hits) {
      const page = pages.get(hit.id) ?? { hit, score: 0, weight: 0, places: new Map() };
      pages.set(hit.id, page);
      page.score += hit.score;
      page.weight += rarity;
      for (const place of hit.words) page.places.set(place, [...(page.places.get(place) ?? []), index]);
    }
  });
  return [...pages.values()];
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

/**
 * @param {Page} page
 * @returns {Promise<Result>}
 */
async function resultOf({ hit, places }) {
  const { raw_url, content, meta, anchors } = await hit.data();
  const url = ROOT.pathname + raw_url.replace(/^\//, "");
  const sections = sectionsOf(anchors, places).map(({ text, id }) => ({
    title: unmarked(text),
    url: `${url}#${encodeURIComponent(id)}`,
  }));
  return {
    title: unmarked(meta.title ?? ""),
    url,
    excerpt: excerptOf(places.size ? content : (meta.description ?? content), places),
    sections,
  };
}

/**
 * Return the headings of the parts of a page with most hits, in their order.
 * @param {Anchor[]} anchors
 * @param {Map<number, number[]>} places
 */
function sectionsOf(anchors, places) {
  const headings = anchors.filter(({ element, text }) => /^h\d$/.test(element) && text.trim());
  const counted = headings.map((heading, index) => {
    const end = headings[index + 1]?.location ?? Number.POSITIVE_INFINITY;
    return {
      heading,
      count: [...places.keys()].filter((place) => place >= heading.location && place < end).length,
    };
  });
  const best = counted.filter(({ count }) => count).sort((a, b) => b.count - a.count);
  const kept = new Set(best.slice(0, MOST_SECTIONS).map(({ heading }) => heading));
  return headings.filter((heading) => kept.has(heading));
}
