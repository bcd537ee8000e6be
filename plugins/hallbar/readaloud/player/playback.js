// Playback of a page: the audio, the current sentence and word, and ways to continue elsewhere.

import { Cues } from "./cues.js";
import { refusal } from "./errors.js";
import { anew, goTo } from "./source.js";

export class Playback {
  /** @type {Promise<Cues> | null} */
  #loading = null;
  /** @type {Cues | null} */
  #cues = null;
  /** @type {number | null} end of a selection, in seconds */
  #until = null;

  /**
   * @param {HTMLAudioElement} audio
   * @param {HTMLTrackElement} track
   * @param {(error: string) => void} fail called with the name of an error
   */
  constructor(audio, track, fail) {
    this.audio = audio;
    this.track = track;
    this.fail = fail;
  }

  get time() {
    return this.audio.currentTime;
  }

  get playing() {
    return !this.audio.paused;
  }

  /** The current or last sentence and word; none before the audio has begun and after its end. */
  get current() {
    if (this.audio.ended || !(this.playing || this.time > 0)) return {};
    const sentence = this.#cues?.at(this.time);
    return { sentence, word: sentence && this.#cues?.word(sentence, this.time) };
  }

  toggle() {
    if (this.playing) this.audio.pause();
    else this.play();
  }

  play() {
    this.loadCues();
    this.audio.play().catch((reason) => {
      this.audio.dispatchEvent(new Event("pause")); // the button says Listen, and works when pressed
      if (refusal(reason)) this.fail(refusal(reason));
    });
  }

  /** Return the cues, fetched when they are first needed; null if they cannot be loaded. */
  async loadCues() {
    this.#loading ??= this.#load();
    try {
      this.#cues = await this.#loading;
    } catch {
      this.#loading = null;
      this.fail("unmarked");
    }
    return this.#cues;
  }

  async #load() {
    await new Promise((resolve, reject) => {
      this.track.addEventListener("load", resolve, { once: true });
      this.track.addEventListener("error", reject, { once: true });
      if (this.track.readyState === HTMLTrackElement.ERROR) this.track.src = anew(this.track.src);
      this.track.track.mode = "hidden";
      if (this.track.readyState === HTMLTrackElement.LOADED) resolve(null);
    });
    return new Cues(this.track.track);
  }

  /** @param {number | undefined} time in seconds */
  seek(time) {
    if (time === undefined) return;
    this.#until = null;
    goTo(this.audio, time);
  }

  /**
   * Go to the next (1) or previous (-1) sentence or heading, and return its place among them.
   * @param {number} direction
   * @param {boolean} heading
   * @returns {Promise<ReturnType<Cues["count"]> | null | undefined>} undefined if there is no next one; null
   *   without cues
   */
  async skip(direction, heading) {
    const cues = await this.loadCues();
    if (!cues) return null;
    const time = cues.timeFrom(this.time, direction, heading);
    this.seek(time);
    return time === undefined ? undefined : cues.count(time, heading);
  }

  /** Play from the sentence at a point of the page. @param {import("./place.js").Point | null} point */
  async playFrom(point) {
    const cues = await this.loadCues();
    if (!point || !cues) return;
    this.seek(cues.near(point)?.begins);
    this.play();
  }

  /**
   * Play a stretch of the page, then pause.
   * @param {[import("./place.js").Point, import("./place.js").Point] | null} ends
   */
  async playOnly(ends) {
    const cues = await this.loadCues();
    const span = ends && cues?.span(...ends);
    if (!span) return this.fail("selection");
    this.seek(span.begins);
    this.#until = span.ends;
    this.play();
  }

  /** Pause at the end of a selection; to be called for each frame. */
  pauseAtEnd() {
    if (this.#until === null || this.time < this.#until) return;
    this.#until = null;
    this.audio.pause();
  }
}
