// Sends a form to the service, and reads the reply.

const PATIENCE = 20_000; // milliseconds to wait for the service
const LONGEST = 300; // characters of a sentence that is shown as the service's own

/** Statuses that pass: too early, too many, and a request that came too slowly. All other 4xx are refusals for good. */
const PASSING = [408, 425, 429];

/**
 * `stored`: it has reached the disk; the service removed `removed` personal details. `settled`: the id was used for
 * something too long ago to be replaced. `failed`: it is not stored, or nobody knows.
 * @typedef {{kind: "stored" | "settled" | "failed", removed: number, error: string, key: string, permanent: boolean,
 *   wait: number}} Reply
 */

/** @type {Reply} A request that got no reply that can be understood. */
export const SILENCE = { kind: "failed", removed: 0, error: "", key: "", permanent: false, wait: 0 };

/**
 * Post fields as JSON. `wait` of the reply: seconds after which the service asks to try again; 0 if it does not say.
 * @param {string} url @param {Record<string, unknown>} fields @returns {Promise<Reply>}
 */
export async function post(url, fields) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
      redirect: "error", // the service never redirects JSON: a text must not follow to another place
      signal: giveUp.signal,
    });
    return replyOf(response, await contentOf(response), `${fields.id}`);
  } catch {
    return SILENCE;
  } finally {
    clearTimeout(timer);
  }
}

/** Return the JSON object in a response; an empty one if there is none. @param {Response} response */
async function contentOf(response) {
  const text = await response.text(); // throws an error if the reply is cut off
  try {
    return /** @type {Record<string, unknown>} */ (Object(JSON.parse(text)));
  } catch {
    return {};
  }
}

/** @param {Response} response @param {Record<string, unknown>} said @param {string} id @returns {Reply} */
function replyOf({ status, headers }, said, id) {
  if (status === 201 && said.id === id)
    return { ...SILENCE, kind: "stored", removed: Number(said.removed) || 0 };
  if (status < 400) return SILENCE;
  const permanent = status < 500 && !PASSING.includes(status);
  return {
    ...SILENCE,
    kind: status === 409 ? "settled" : "failed",
    error: shortText(said.error),
    key: shortText(said.key),
    permanent,
    wait: permanent ? 0 : secondsOf(headers.get("Retry-After") ?? ""),
  };
}

/** @param {unknown} value */
const shortText = (value) => (typeof value === "string" && value.length <= LONGEST ? value : "");

/**
 * Return the seconds of `Retry-After` (RFC 9110, 10.2.3): a number, or a date; 0 if it is neither or has passed.
 * @param {string} value
 */
export function secondsOf(value, now = Date.now()) {
  const wait = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return wait > 0 && Number.isFinite(wait) ? wait : 0;
}
