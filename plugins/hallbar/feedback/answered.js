// Which pages the citizen has answered on: kept on the device only with consent (see storage.toml).

import { attempt, mayStore, read, write } from "../frame/storage.js";

const KEY = "hallbar.answered";
const MOST_REMEMBERED = 200;

/** The consent that the answer is given under. */
export function consent() {
  return (mayStore(KEY) && document.documentElement.dataset.consentVersion) || "none-stored";
}

/** The pages answered before, oldest first; none without consent. @returns {string[]} */
export function answeredPages() {
  const pages = attempt(() => JSON.parse(read(KEY))); // nothing, or something else, may be there
  return Array.isArray(pages) ? pages.filter((page) => typeof page === "string") : [];
}

/** Remember the page, if the citizen lets us at this moment. @param {string} page */
export function remember(page) {
  const pages = answeredPages().filter((known) => known !== page);
  write(KEY, JSON.stringify([...pages, page].slice(-MOST_REMEMBERED)));
}
