// The player among others: one sounds at a time, and the system's own controls (lock screen, headset) work.

import { attempt } from "../../frame/storage.js";

/** @typedef {"play" | "pause" | "previoustrack" | "nexttrack" | "seekto"} Action */

/** Silences a player when another begins, in any tab. */
export class OnlyOne {
  #channel = attempt(() => new BroadcastChannel("hallbar.readaloud"));

  /** @param {() => void} silence @param {AbortSignal} signal */
  constructor(silence, signal) {
    this.#channel?.addEventListener("message", silence);
    signal.addEventListener("abort", () => this.#channel?.close());
  }

  sounds() {
    this.#channel?.postMessage("sounds");
  }
}

/**
 * Tell the system what sounds and what it can do with it.
 * @param {Partial<Record<Action, (details: MediaSessionActionDetails) => void>>} actions
 */
export function introduce(actions) {
  const session = navigator.mediaSession;
  if (!session) return;
  const site = document.querySelector("meta[property='og:site_name']")?.getAttribute("content");
  const title = document.querySelector("h1")?.textContent?.trim() || document.title;
  session.metadata = new MediaMetadata({ title, artist: site ?? location.hostname });
  for (const [action, act] of Object.entries(actions)) {
    try {
      session.setActionHandler(/** @type {Action} */ (action), act);
    } catch {
      // This system has no such control.
    }
  }
}

/** @param {HTMLMediaElement} audio */
export function tellPosition({ duration, currentTime, playbackRate }) {
  if (!Number.isFinite(duration)) return;
  navigator.mediaSession?.setPositionState?.({
    duration,
    playbackRate,
    position: Math.min(currentTime, duration),
  });
}
