// What goes wrong, in plain words, with a way to try again. The words stand in the page (player.html).

export class Faults {
  /** @type {number} where it went wrong, in seconds */
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

  /** @param {string} fault its name in the page, or none */
  show(fault) {
    const words = fault && this.message.dataset[fault];
    this.message.textContent = words || "";
    const again = fault === "network" || fault === "broken" || fault === "cut";
    if (this.button.hidden && again) this.#at = this.audio.currentTime;
    this.button.hidden = !again;
  }

  /** Fetch the sound anew and go on where it stopped. */
  retry() {
    this.audio.load();
    this.audio.currentTime = this.#at;
    // no second message here: the "error" event comes again when it does not help
    this.audio.play().catch(() => {});
    this.play.focus();
  }

  #failed() {
    const code = this.audio.error?.code;
    this.audio.pause();
    this.show(!navigator.onLine || code === MediaError.MEDIA_ERR_NETWORK ? "network" : "broken");
  }
}
