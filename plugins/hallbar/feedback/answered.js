/**
 * Which pages the citizen has answered on: kept on the device only with consent to preferences (see storage.toml).
 */

const KEY = "hallbar.answered";
const MOST_REMEMBERED = 200;

/** Whether the citizen lets us store preferences. `consent` keeps the attribute true to what is stored. */
function mayStore() {
  return (document.documentElement.dataset.consent ?? "").split(" ").includes("preferences");
}

/** The consent that the answer is given under. */
export function consent() {
  return (mayStore() && document.documentElement.dataset.consentVersion) || "none-stored";
}

/** The pages answered before, oldest first; none without consent. @returns {string[]} */
export function answeredPages() {
  if (!mayStore()) return [];
  try {
    const pages = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(pages) ? pages.filter((page) => typeof page === "string") : [];
  } catch {
    return []; // storage is blocked, or holds something else
  }
}

/** Remember the page, if the citizen lets us at this moment. @param {string} page */
export function remember(page) {
  if (!mayStore()) return;
  try {
    const pages = answeredPages().filter((known) => known !== page);
    localStorage.setItem(KEY, JSON.stringify([...pages, page].slice(-MOST_REMEMBERED)));
  } catch {
    // Storage is full or blocked: the answer is sent all the same.
  }
}
