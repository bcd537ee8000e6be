// Lists of what was found: results, or what may have been meant.

import { addressed } from "./location.js";
import { shortened } from "./shortened.js";
import { worded } from "./wording.js";

/** @typedef {import("./engine.js").Piece} Piece */
/** @typedef {import("./engine.js").Link} Link */
/** @typedef {import("./engine.js").Result} Result */
/** @typedef {import("./engine.js").Found} Found */

const FEW = 5; // queries that may have been meant

/**
 * Return an item for each page found, made from a template with its title, excerpt and, perhaps, sections.
 * @param {HTMLTemplateElement} template
 * @param {Result[]} pages
 * @param {number} most characters of an excerpt
 */
export function items(template, pages, most) {
  return pages.map((page) => {
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const [link, excerpt, list] = ["title", "excerpt", "sections"].map((name) =>
      copy.querySelector(`[data-${name}]`),
    );
    const sections = page.sections.filter(({ title }) => title !== page.title);
    aim(link, page);
    excerpt?.append(...shortened(page.excerpt, most).map(highlighted));
    if (sections.length) list?.append(...sections.map(linkItem));
    else list?.remove();
    return copy;
  });
}

/**
 * Return an item for each query and each page that may have been meant.
 * @param {HTMLElement} list which has the words for a query
 * @param {Found} found
 * @param {string} results URL of the results page
 */
export function meantItems(list, { words, pages }, results) {
  const queries = words.slice(0, FEW).map((query) => ({
    title: worded(list, "suggestion", { query }),
    url: addressed(results, query),
  }));
  return [...queries, ...pages].map(linkItem);
}

/** @param {Link} link */
function linkItem(link) {
  const item = document.createElement("li");
  const to = document.createElement("a");
  aim(to, link);
  item.append(to);
  return item;
}

/** @param {Element | null | undefined} link @param {Link} to */
function aim(link, { title, url }) {
  link?.replaceChildren(title);
  link?.setAttribute("href", url);
}

/** @param {Piece} piece */
function highlighted({ text, marked }) {
  if (!marked) return text;
  const mark = document.createElement("mark");
  mark.append(text);
  return mark;
}
