// Other players and the system: one player plays at a time; the system's controls (lock screen, headset) work.

import { attempt } from "../../frame/storage.js";

/** @typedef {"play" | "pause" | "previoustrack" | "nexttrack" | "seekto"} Action */

/** Pauses this player when another one begins, in any tab. */
export class SinglePlayer {
  #channel = attempt(() => new BroadcastChannel("hallbar.readaloud"));

  /** @param {() => void} pause @param {AbortSignal} signal */
  constructor(pause, signal) {
    this.#channel?.addEventListener("message", pause);
    signal.addEventListener("abort", () => this.#channel?.close());
  }

  /** Announce to other tabs that this player has begun. */
  begin() {
    this.#channel?.postMessage("sounds");
  }
}

/**
 * Show the page in the system's controls and handle their actions.
 * @param {Partial<Record<Action, (details: MediaSessionActionDetails) => void>>} actions
 */
export function showInSystem(actions) {
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

/** Show the position in the system's controls. @param {HTMLMediaElement} audio */
export function showPosition({ duration, currentTime, playbackRate }) {
  if (!Number.isFinite(duration)) return;
  navigator.mediaSession?.setPositionState?.({
    duration,
    playbackRate,
    position: Math.min(currentTime, duration),
  });
}
