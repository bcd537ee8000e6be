// Error messages in plain words, with a button to try again. The texts are in the page (player.html).

export class Errors {
  /** @type {number} the time of the error, in seconds of the audio */
  #at = 0;

  /**
   * @param {import("../../frame/element.js").PageElement} player
   * @param {HTMLAudioElement} audio
   * @param {AbortSignal} signal
   */
  constructor(player, audio, signal) {
    this.message = player.find("[data-fault]");
    this.button = player.find("[data-act=retry]");
    this.play = player.find("[data-act=play]");
    this.audio = audio;
    audio.addEventListener("error", () => this.#failed(), { signal });
  }

  /** Show the message with that name in the page; an empty name removes it. @param {string} name */
  show(name) {
    const text = name && this.message.dataset[name];
    this.message.textContent = text || "";
    const again = name === "network" || name === "broken" || name === "cut";
    if (this.button.hidden && again) this.#at = this.audio.currentTime;
    this.button.hidden = !again;
  }

  /** Fetch the audio again and continue where it stopped. */
  retry() {
    this.audio.load();
    this.audio.currentTime = this.#at;
    // no message here: the "error" event is fired again if this does not help
    this.audio.play().catch(() => {});
    this.play.focus();
  }

  #failed() {
    const code = this.audio.error?.code;
    this.audio.pause();
    this.show(!navigator.onLine || code === MediaError.MEDIA_ERR_NETWORK ? "network" : "broken");
  }
}
