// The address of a search. The query is in the fragment, which browsers do not send: /sok/#q=avtal

/** Return the address of the results for a query. @param {string} page URL of the results page @param {string} query */
export const addressed = (page, query) => page + (query ? `#q=${encodeURIComponent(query)}` : "");

/** Return the query in an address, which in an address that somebody has typed may be in the query string.
 * @param {{ hash: string, search: string }} location */
export function queried({ hash, search }) {
  const [fragment, typed] = [hash, search].map((text) => new URLSearchParams(text.slice(1)).get("q")?.trim());
  return fragment || typed || "";
}
