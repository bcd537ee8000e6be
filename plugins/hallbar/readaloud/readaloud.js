// <read-aloud>: the player. It comes with the opened gate, so nothing of it is fetched before.

import { rangeOf } from "./place.js";

const SPEED = "hallbar.speed";
const POSITION = "hallbar.position";

class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.#audio.controls = false; // until now, and where this script never comes, the browser's own
    this.#part("[data-controls]").hidden = false;
    this.#button.addEventListener("click", this);
    this.#speed.addEventListener("change", this);
    for (const type of ["play", "pause", "ended"]) this.#audio.addEventListener(type, this);
    this.#track.addEventListener("cuechange", this);
    this.#remembered();
    if (this.closest("[data-pressed]")) this.#start();
  }

  disconnectedCallback() {
    this.#audio.pause();
    CSS.highlights?.delete("hallbar-sentence");
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "click") this.#toggle();
    else if (event.type === "change") this.#setSpeed(this.#speed.value);
    else if (event.type === "cuechange") this.#highlight();
    else this.#showState();
  }

  /** The visitor pressed "listen" on the gate: sound at once, focus on Pause. */
  #start() {
    this.#button.focus();
    this.#toggle();
  }

  #toggle() {
    if (!this.#audio.paused) return this.#audio.pause();
    // A browser may refuse to start sound by itself: then the button still says Listen, and works when pressed.
    this.#audio.play().catch(() => this.#showState());
  }

  #showState() {
    const playing = !this.#audio.paused;
    if (playing) this.#track.mode = "hidden"; // the cues are fetched now, and not before
    this.#part("[data-when=playing]").hidden = !playing;
    this.#part("[data-when=paused]").hidden = playing;
    if (!playing) store(POSITION, `${location.pathname} ${this.#audio.ended ? 0 : this.#audio.currentTime}`);
    if (this.#audio.ended) CSS.highlights?.delete("hallbar-sentence");
  }

  #highlight() {
    const cue = /** @type {VTTCue | undefined} */ (this.#track.activeCues?.[0]);
    const range = cue && rangeOf(JSON.parse(cue.text));
    if (range) CSS.highlights?.set("hallbar-sentence", new Highlight(range));
  }

  /** @param {string} speed */
  #setSpeed(speed) {
    this.#audio.defaultPlaybackRate = this.#audio.playbackRate = Number(speed);
    store(SPEED, speed);
  }

  #remembered() {
    const speed = stored(SPEED);
    if (speed && [...this.#speed.options].some((option) => option.value === speed)) {
      this.#speed.value = speed;
      this.#audio.defaultPlaybackRate = this.#audio.playbackRate = Number(speed);
    }
    const [path, seconds] = (stored(POSITION) ?? "").split(" ");
    if (path === location.pathname && Number(seconds) > 0) this.#audio.currentTime = Number(seconds);
  }

  get #audio() {
    return /** @type {HTMLAudioElement} */ (this.#part("audio"));
  }

  get #track() {
    return this.#audio.textTracks[0];
  }

  get #button() {
    return this.#part("[data-play]");
  }

  get #speed() {
    return /** @type {HTMLSelectElement} */ (this.#part("[data-speed]"));
  }

  /** @param {string} selector @returns {HTMLElement} */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.querySelector(selector));
  }
}

/** Store only while consent stands, which the page says on <html>. @param {string} key @param {string} value */
function store(key, value) {
  if (!document.documentElement.dataset.consent?.split(" ").includes("preferences")) return;
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is full or closed: listening works without it.
  }
}

/** @param {string} key */
function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

customElements.define("read-aloud", ReadAloud);
