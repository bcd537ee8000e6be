// Texts, which are in the page as data of an element, with what is found filled in.

/** @typedef {import("./engine.js").Found} Found */

/**
 * Return the text of that name, with values for `{name}`.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {Record<string, string | number>} values
 */
export function worded(element, name, values) {
  const text = element.dataset[name] ?? "";
  return text.replace(
    /\{(\w+)\}/g,
    (_, key) => values[key]?.toLocaleString(document.documentElement.lang) ?? "",
  );
}

/** Return the kind of an answer: `none`, `corrected` or `hits`. @param {Found} found */
export function kindOf({ total, query, used }) {
  if (!total) return "none";
  return used === query ? "hits" : "corrected";
}

/** Return what was found in words: 12 results for “x”. @param {HTMLElement} element @param {Found} found */
export function countInWords(element, { query, used, total, ...rest }) {
  const kind = kindOf({ query, used, total, ...rest });
  const name = kind === "hits" ? (total === 1 ? "one" : "many") : kind;
  return worded(element, name, { query, used, count: total });
}
