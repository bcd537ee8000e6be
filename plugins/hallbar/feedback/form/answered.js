// The pages that the citizen has answered on, stored on the device only with consent (see storage.toml).

import { attempt, mayStore, read, write } from "../../frame/storage.js";

export const KEY = "hallbar.answered";
const MOST_REMEMBERED = 200;

/** Return the consent that an answer is given under: its version, or `none-stored`. */
export function consent() {
  return (mayStore(KEY) && document.documentElement.dataset.consentVersion) || "none-stored";
}

/** Return the pages answered before, oldest first; empty without consent. @returns {string[]} */
export function answeredPages() {
  const pages = attempt(() => JSON.parse(read(KEY))); // the value may be missing or damaged
  return Array.isArray(pages) ? pages.filter((page) => typeof page === "string") : [];
}

/** Remember the page, if there is consent now. @param {string} page */
export function remember(page) {
  const pages = answeredPages().filter((known) => known !== page);
  write(KEY, JSON.stringify([...pages, page].slice(-MOST_REMEMBERED)));
}
