// Fetching of the index: data or an error, never a page of an access point in place of data, never an endless wait.

/** Milliseconds after which a file counts as not available. */
const PATIENCE = 15000;

/** The index could not be fetched: nothing is known about hits. */
export class SearchError extends Error {}

/**
 * Fetch a file of the index whole. Throws SearchError.
 *
 * Its first sign tells data from HTML, which an access point's sign-in page gives with status 200.
 * @param {string} url
 * @param {RequestCache} [cache]
 */
export async function fetched(url, cache = "default") {
  try {
    const response = await fetch(url, { cache, signal: AbortSignal.timeout?.(PATIENCE) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok || bytes[0] === 60) throw new Error(`status ${response.status}`);
    return new Response(bytes);
  } catch (error) {
    throw new SearchError(`${url}: ${error}`);
  }
}
