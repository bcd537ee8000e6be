// Other tabs of the same site, in which the citizen may have answered.

import { attempt } from "../../frame/storage.js";
import { answeredPages, KEY } from "./answered.js";

/** Say in all other tabs that a page is answered. Nothing is stored by this. @param {string} page */
export function sayAnswered(page) {
  const channel = channelOf();
  attempt(() => channel?.postMessage(page));
  channel?.close();
}

/**
 * Act when a page is answered in another tab: by a message, or, where the browser has none and there is consent, by
 * what is stored then.
 * @param {string} page @param {() => void} act @param {AbortSignal} signal
 */
export function whenAnswered(page, act, signal) {
  /** @type {BroadcastChannel | null} */
  let channel = null;
  const listen = () => {
    channel?.close();
    channel = channelOf();
    channel?.addEventListener("message", ({ data }) => data === page && act());
  };
  const stored = (/** @type {StorageEvent} */ { key }) =>
    key === KEY && answeredPages().includes(page) && act();
  listen();
  addEventListener("storage", stored, { signal });
  // An open channel could keep a page, with its text, out of the back-forward cache.
  addEventListener("pagehide", () => channel?.close(), { signal });
  addEventListener("pageshow", ({ persisted }) => persisted && listen(), { signal });
  signal.addEventListener("abort", () => channel?.close());
}

const channelOf = () => attempt(() => new BroadcastChannel(KEY));
