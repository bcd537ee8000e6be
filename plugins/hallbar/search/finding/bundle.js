// The index of a language, as Pagefind reads it. Its files are fetched by us, as Pagefind hides what it could not fetch.

import { fetched } from "./fetching.js";

/** @typedef {{ element: string, id: string, text: string, location: number }} Anchor */
/** @typedef {{ raw_url: string, content: string, meta: Record<string, string>, anchors: Anchor[] }} Fragment */
/** @typedef {{ id: string, score: number, words: number[], data: () => Promise<Fragment> }} Hit */
/** @typedef {{ search: (query: string) => Promise<{ results: Hit[] }> }} Index */

/** The root of the site. */
export const ROOT = new URL("../../../", import.meta.url);
const ENTRY = "pagefind-entry.json";

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

export class Bundle {
  /**
   * @param {URL} folder
   * @param {number} attempt 0 at first: a browser may keep a module that could not be fetched
   * @param {(error: unknown) => void} fail called once a file cannot be fetched; what waits for it never ends
   */
  constructor(folder, attempt, fail) {
    this.folder = folder;
    this.attempt = attempt;
    this.fail = fail;
    /** @type {Promise<Index> | null} */
    this.index = null;
  }

  /**
   * Return the pages that have a word, or a longer one; without any, those with the longest beginning of it.
   * @param {string} word
   */
  async search(word) {
    this.index ??= this.load();
    return (await (await this.index).search(word)).results;
  }

  /**
   * Return the pages that have a word itself.
   * @param {string} word
   */
  having(word) {
    return this.search(`"${word}"`);
  }

  /** @returns {Promise<Index>} */
  async load() {
    const again = this.attempt ? `?${this.attempt}` : "";
    const script = import(new URL(`pagefind.js${again}`, this.folder).href);
    const [pagefind, held] = await Promise.all([script, this.firstFiles()]);
    pagefind.fetchWith(async (/** @type {string} */ url) => {
      const name = new URL(url, this.folder).pathname.split("/").at(-1) ?? "";
      return held.get(name) ?? fetched(url).catch((error) => this.wait(error));
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
   * Report an error, and wait for ever: Pagefind would write the error to the console, and go on.
   * @param {unknown} error
   * @returns {Promise<never>}
   */
  wait(error) {
    this.fail(error);
    return new Promise(() => {});
  }
}
