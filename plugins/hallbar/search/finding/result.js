// A result: the title, excerpt and sections of a page that was found.

import { ROOT } from "./bundle.js";
import { excerptOf, unmarked } from "./excerpt.js";

/** @typedef {import("./bundle.js").Anchor} Anchor */
/** @typedef {import("./engine.js").Result} Result */
/** @typedef {import("./ranking.js").Page} Page */

const MOST_SECTIONS = 3;

/**
 * Return a page as a result.
 * @param {Page} page
 * @returns {Promise<Result>}
 */
export async function resultOf({ hit, places }) {
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
