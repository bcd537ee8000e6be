// Other players and the system: one player plays at a time; the system's controls (lock screen, headset) work.

import { attempt } from "../../frame/storage.js";

/** @typedef {(details: MediaSessionActionDetails) => void} Act */

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
 * Show the page in the system's controls and handle their actions. Null takes a control away: iOS shows "10 s
 * back" in the place of "previous" otherwise.
 * @param {string} artist the name of the site
 * @param {Partial<Record<MediaSessionAction, Act | null>>} actions
 */
export function showInSystem(artist, actions) {
  const title = document.querySelector("h1")?.textContent?.trim() || document.title;
  attempt(() => {
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist });
  });
  for (const [action, act] of Object.entries(actions)) {
    attempt(() => navigator.mediaSession.setActionHandler(/** @type {MediaSessionAction} */ (action), act));
  }
}

/** Show state and position in the system's controls. @param {HTMLMediaElement} audio */
export function showState({ duration, currentTime, playbackRate, paused }) {
  attempt(() => {
    navigator.mediaSession.playbackState = paused ? "paused" : "playing";
    const position = Math.min(currentTime, duration);
    navigator.mediaSession.setPositionState({ duration, playbackRate, position });
  });
}
