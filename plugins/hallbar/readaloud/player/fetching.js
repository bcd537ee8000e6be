// Shows that the sound is being fetched, in the place of the time.

const PATIENCE = 500; // milliseconds before it is announced: most often the sound begins before that

export class Fetching {
  #timer = 0;
  #time = 0;

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

  /**
   * Show if it should sound and cannot yet.
   * @param {string} type of an event of the audio
   */
  update(type) {
    const { paused, error, readyState, seeking, currentTime } = this.audio;
    // WebKitGTK plays on after a seek without saying that it has the data
    const sounds = type === "timeupdate" && !seeking && currentTime > this.#time;
    this.#time = currentTime;
    const waits = readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !sounds;
    const fetching = !paused && !error && waits;
    if (fetching === this.player.hasAttribute("data-fetching")) return;
    this.player.toggleAttribute("data-fetching", fetching);
    this.clock.ariaBusy = String(fetching);
    clearTimeout(this.#timer);
    if (fetching) this.#timer = setTimeout(() => this.notes.say("fetching"), PATIENCE);
    else this.notes.unsay("fetching");
  }
}
