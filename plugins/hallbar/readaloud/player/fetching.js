// Shows that the sound is being fetched, in the place of the time.

const PATIENCE = 500; // milliseconds before it is announced: most often the sound begins before that
const EVENTS = ["play", "waiting", "canplay", "playing", "pause", "ended", "error", "emptied"];

/**
 * @param {import("../../frame/element.js").PageElement} player
 * @param {HTMLAudioElement} audio
 * @param {() => void} announce
 * @param {AbortSignal} signal
 */
export function showFetching(player, audio, announce, signal) {
  const clock = player.find("[data-clock]");
  let timer = 0;
  const update = () => {
    const fetching = !audio.paused && !audio.error && audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    if (fetching === player.hasAttribute("data-fetching")) return;
    player.toggleAttribute("data-fetching", fetching);
    clock.ariaBusy = String(fetching);
    clearTimeout(timer);
    if (fetching) timer = setTimeout(announce, PATIENCE);
  };
  for (const type of EVENTS) audio.addEventListener(type, update, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}
