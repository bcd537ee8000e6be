// The address of the audio and the time in it, with what browsers make of them.

/** Return an address of the same file that no browser or network remembers. @param {string} address */
export function anew(address) {
  const url = new URL(address);
  url.searchParams.set("again", String(Number(url.searchParams.get("again")) + 1));
  return url.href;
}

/**
 * Go to a time, also before the audio is loaded: WebKitGTK forgets one that is set then.
 * @param {HTMLMediaElement} audio
 * @param {number} time in seconds
 */
export function goTo(audio, time) {
  audio.currentTime = time;
  if (audio.readyState) return;
  audio.addEventListener("loadedmetadata", () => (audio.currentTime = time), { once: true });
}
