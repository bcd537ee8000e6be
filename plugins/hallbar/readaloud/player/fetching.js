// Shows that the sound is being fetched, in the place of the time.

const PATIENCE = 500; // milliseconds before it is announced: most often the sound begins before that

export class Fetching {
  #timer = 0;

  /**
   * @param {import("../../frame/element.js").PageElement} player
   * @param {HTMLAudioElement} audio
   * @param {import("./notes.js").Notes} notes
   */
  constructor(player, audio, notes) {
    this.player = player;
    this.clock = player.find("[data-clock]");
    this.audio = audio;
    this.notes = notes;
  }

  /** Show if it should sound and cannot yet; to be called at each event of the audio. */
  update() {
    const { paused, error, readyState } = this.audio;
    const fetching = !paused && !error && readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
    if (fetching === this.player.hasAttribute("data-fetching")) return;
    this.player.toggleAttribute("data-fetching", fetching);
    this.clock.ariaBusy = String(fetching);
    clearTimeout(this.#timer);
    if (fetching) this.#timer = setTimeout(() => this.notes.say("fetching"), PATIENCE);
    else this.notes.unsay("fetching");
  }
}
