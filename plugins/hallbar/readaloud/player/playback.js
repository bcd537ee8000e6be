// The reading of a page: the sound, what of the page is heard, and ways to go on elsewhere.

import { Cues } from "./cues.js";

export class Reading {
  /** @type {Promise<Cues> | null} */
  #loading = null;
  /** @type {Cues | null} */
  #cues = null;
  /** @type {number | null} where a selection ends, in seconds */
  #until = null;

  /**
   * @param {HTMLAudioElement} audio
   * @param {HTMLTrackElement} track
   * @param {(fault: string) => void} fail is told what cannot be done
   */
  constructor(audio, track, fail) {
    this.audio = audio;
    this.track = track;
    this.fail = fail;
  }

  get time() {
    return this.audio.currentTime;
  }

  get sounds() {
    return !this.audio.paused;
  }

  /** The sentence and the word that are heard, or were last; none before the beginning and after the end. */
  get heard() {
    if (this.audio.ended || !(this.sounds || this.time > 0)) return {};
    const sentence = this.#cues?.at(this.time);
    return { sentence, word: sentence && this.#cues?.word(sentence, this.time) };
  }

  toggle() {
    if (this.sounds) this.audio.pause();
    else this.play();
  }

  play() {
    this.cues();
    // A browser may refuse to start sound by itself: then the button says Listen, and works when pressed.
    this.audio.play().catch(() => this.audio.dispatchEvent(new Event("pause")));
  }

  /** The cues, fetched when they are needed first; none when they cannot be had. */
  async cues() {
    this.#loading ??= new Promise((resolve, reject) => {
      const done = () => resolve(new Cues(this.track.track));
      this.track.addEventListener("load", done, { once: true });
      this.track.addEventListener("error", reject, { once: true });
      this.track.track.mode = "hidden";
      if (this.track.readyState === HTMLTrackElement.LOADED) done();
    });
    try {
      this.#cues = await this.#loading;
    } catch {
      this.fail("unmarked");
    }
    return this.#cues;
  }

  /** @param {number | undefined} time in seconds */
  seek(time) {
    if (time === undefined) return;
    this.#until = null;
    this.audio.currentTime = time;
  }

  /**
   * To the next (1) or previous (-1) sentence or heading.
   * @param {number} way
   * @param {boolean} heading
   */
  async skip(way, heading) {
    this.seek((await this.cues())?.from(this.time, way, heading));
  }

  /** From the sentence at a place of the page. @param {import("./place.js").Point | null} place */
  async from(place) {
    const cues = await this.cues();
    if (!place || !cues) return;
    this.seek(cues.near(place)?.begins);
    this.play();
  }

  /**
   * A stretch of the page, then silence.
   * @param {[import("./place.js").Point, import("./place.js").Point] | null} ends
   */
  async only(ends) {
    const cues = await this.cues();
    const span = ends && cues?.span(...ends);
    if (!span) return this.fail("selection");
    this.seek(span.begins);
    this.#until = span.ends;
    this.play();
  }

  /** To be called at each picture: ends where a selection ends. */
  watch() {
    if (this.#until === null || this.time < this.#until) return;
    this.#until = null;
    this.audio.pause();
  }
}
