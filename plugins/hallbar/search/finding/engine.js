// The engine: finds pages by means of the index of this page's language.

import { excerptOf, unmarked } from "./excerpt.js";
import { fetched, SearchError } from "./fetching.js";
import { isForm, meaningful, plain, queryWords, wordParts } from "./query.js";
import { near, readVocabulary } from "./suggestions.js";

/** @typedef {{ text: string, marked: boolean }} Piece */
/** @typedef {{ title: string, url: string }} Link */
/** @typedef {{ title: string, url: string, excerpt: Piece[], sections: Link[] }} Result */
/** @typedef {{ query: string, used: string, total: number, results: Result[], words: string[], pages: Link[] }} Found */

/** @typedef {{ id: string, text: string, location: number, element: string }} Anchor */
/** @typedef {{ raw_url: string, content: string, meta: Record<string, string>, anchors: Anchor[] }} Fragment */
/** @typedef {{ id: string, score: number, words: number[], data: () => Promise<Fragment> }} Hit */
/** @typedef {{ search: (query: string) => Promise<{ results: Hit[] }> }} Index */
/** @typedef {{ hit: Hit, score: number, count: number, places: Set<number> }} Ranked */

const ROOT = new URL("../../../", import.meta.url);
const MOST_SECTIONS = 3;
/** With fewer pages that have all words of the query, pages that have some are shown too. */
const ENOUGH = 3;

/**
 * Return the pages that a query finds, at most `limit` of them in full. Throws SearchError.
 * @param {string} query
 * @param {number} limit
 * @returns {Promise<Found>}
 */
export async function find(query, limit) {
  const session = opened();
  return Promise.race([session.failure, session.find(query, limit)]).catch((error) => {
    if (current === session) current = null;
    throw error instanceof SearchError ? error : new SearchError(String(error));
  });
}

/** The index of a language, and all that was read of it until something could not be fetched. */
class Session {
  /** @param {string} lang */
  constructor(lang) {
    this.lang = lang;
    this.folder = new URL(`hallbar/search/index/${lang}/`, ROOT);
    /** @type {(error: unknown) => void} */
    this.fail = () => {};
    /** @type {Promise<never>} */
    this.failure = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.failure.catch(() => {});
    /** @type {Promise<Index> | null} */
    this.index = null;
    /** @type {Promise<import("./suggestions.js").Vocabulary> | null} */
    this.listed = null;
    /** @type {Map<string, Promise<Hit[]>>} */
    this.known = new Map();
  }

  /**
   * Return the pages that a query finds.
   * @param {string} query
   * @param {number} limit
   * @returns {Promise<Found>}
   */
  async find(query, limit) {
    const asked = meaningful(queryWords(query), this.lang);
    const used = [];
    const lists = [];
    for (const word of asked) {
      for (const form of await this.forms(word)) {
        used.push(form);
        lists.push(await this.hits(form));
      }
    }
    const changed = used.join(" ") !== asked.join(" ");
    const pages = ranked(lists);
    const results = await Promise.all(pages.slice(0, limit).map((page) => result(page)));
    const none = !pages.length && asked.length;
    const found = {
      query,
      used: changed && pages.length ? used.join(" ") : query,
      total: pages.length,
      results,
    };
    return { ...found, ...(none ? await this.suggested(asked) : { words: [], pages: [] }) };
  }

  /**
   * Return what to look for in place of a word: itself, its parts, the words near it; nothing if all are unknown.
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async forms(word) {
    if ((await this.hits(word)).length) return [word];
    const pieces = wordParts(word);
    if (pieces.length > 1) return (await Promise.all(pieces.map((piece) => this.forms(piece)))).flat();
    const { words: listed } = await this.vocabulary();
    const split = compound(word, listed);
    if (split.length) return split;
    const [nearest] = near(word, listed, this.lang);
    return nearest ? [nearest] : [];
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

  /** @param {string} word */
  async search(word) {
    const index = await this.opened();
    const { results } = await index.search(word);
    const [first] = results;
    if (!first || (await index.search(`"${word}"`)).results.length) return results;
    const { content, meta } = await first.data();
    const all = content.split(" ");
    const at = first.words.map((place) => all[place] ?? "");
    const text = [...at, ...Object.values(meta)].flatMap((found) => [unmarked(found), ...wordParts(found)]);
    return text.some((found) => isForm(word, found, this.lang)) ? results : [];
  }

  /** @param {string[]} asked */
  async suggested(asked) {
    const { words: listed, pages } = await this.vocabulary();
    const close = asked.flatMap((word) => near(word, listed, this.lang));
    const titles = pages.filter(({ title }) =>
      asked.some((word) => near(word, title.split(" "), this.lang).length),
    );
    return {
      words: close,
      pages: titles.slice(0, 5).map(({ title, url }) => ({ title, url: address(url) })),
    };
  }

  /** Return Pagefind's index, loaded once. */
  opened() {
    this.index ??= this.load();
    return this.index;
  }

  async load() {
    const pagefind = await import(new URL(`pagefind.js${retries ? `?${retries}` : ""}`, this.folder).href);
    /** @param {string} url */
    const guarded = (url) =>
      fetched(url).catch((error) => {
        this.fail(error);
        return new Promise(() => {});
      });
    pagefind.fetchWith(guarded);
    return pagefind.createInstance({ basePath: this.folder.href, baseUrl: ROOT.pathname, noWorker: true });
  }

  vocabulary() {
    this.listed ??= fetched(new URL("words.txt", this.folder).href).then(async (file) =>
      readVocabulary(await file.text()),
    );
    return this.listed;
  }
}

/** @type {Session | null} */
let current = null;
let retries = -1;

/** Return the session of this page's language. */
function opened() {
  const lang = document.documentElement.lang;
  if (current?.lang !== lang) {
    current = new Session(lang);
    retries += 1;
  }
  return current;
}

/**
 * Return the pages of some words' hits: those with most words first.
 * @param {Hit[][]} lists
 * @returns {Ranked[]}
 */
function ranked(lists) {
  /** @type {Map<string, Ranked>} */
  const pages = new Map();
  for (const hit of lists.flat()) {
    const page = pages.get(hit.id) ?? { hit, score: 0, count: 0, places: new Set() };
    pages.set(hit.id, page);
    page.score += hit.score;
    page.count += 1;
    for (const place of hit.words) page.places.add(place);
  }
  const sorted = [...pages.values()].sort((a, b) => b.count - a.count || b.score - a.score);
  const complete = sorted.filter((page) => page.count === lists.length);
  return complete.length >= ENOUGH ? complete : sorted;
}

/**
 * @param {Ranked} page
 * @returns {Promise<Result>}
 */
async function result({ hit, places }) {
  const { raw_url, content, meta, anchors } = await hit.data();
  const url = address(raw_url);
  const headings = anchors.filter(({ element, text }) => /^h\d$/.test(element) && text.trim());
  const within = headings.filter(({ location }, index) => {
    const end = headings[index + 1]?.location ?? Number.POSITIVE_INFINITY;
    return [...places].some((place) => place >= location && place < end);
  });
  return {
    title: unmarked(meta.title ?? ""),
    url,
    excerpt: excerptOf(content, places),
    sections: within
      .slice(0, MOST_SECTIONS)
      .map(({ text, id }) => ({ title: unmarked(text), url: `${url}#${id}` })),
  };
}

/** @param {string} url */
function address(url) {
  return ROOT.pathname + url.replace(/^\//, "");
}

/**
 * Return the words of the vocabulary that a compound is made of, none if it is not.
 * @param {string} word
 * @param {string[]} listed
 * @returns {string[]}
 */
function compound(word, listed) {
  const known = new Map(listed.map((entry) => [plain(entry), entry]));
  const text = plain(word);
  for (let length = 3; length <= text.length - 3; length += 1) {
    const first = known.get(text.slice(0, length)) ?? known.get(text.slice(0, length).replace(/s$/, ""));
    const last = known.get(text.slice(length));
    if (first && last) return [first, last];
  }
  return [];
}
