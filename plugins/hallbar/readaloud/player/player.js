// The player: its parts, and what each action and each event of the audio does to them.

import { Choices } from "./choices.js";
import { Errors } from "./errors.js";
import { showFetching } from "./fetching.js";
import { focusText } from "./focus.js";
import { Highlights } from "./highlight.js";
import { storedPosition, storePosition } from "./memory.js";
import { MiniPlayer } from "./mini.js";
import { Notes } from "./notes.js";
import { blockOf } from "./place.js";
import { Playback } from "./playback.js";
import { selected } from "./selection.js";
import { SinglePlayer, showInSystem, showState } from "./session.js";
import { Slider } from "./slider.js";

const STORE_EVERY = 10; // seconds of listening
const EVENTS = ["play", "pause", "ended", "seeked", "timeupdate"];

export class Player {
  #stored = 0;
  /** @type {number | null} the position, in seconds, that is restored when it first plays */
  #restored = null;

  /** @param {import("../../frame/element.js").PageElement} element @param {AbortSignal} signal */
  constructor(element, signal) {
    this.element = element;
    this.signal = signal;
    this.audio = element.find("audio", HTMLAudioElement);
    this.audio.controls = false; // the browser's own controls are for pages where this script does not run
    this.button = element.find("[data-act=play]", HTMLButtonElement);
    this.notes = new Notes(element);
    this.errors = new Errors(element, this.audio, signal);
    const track = element.find("track", HTMLTrackElement);
    this.playback = new Playback(this.audio, track, (error) => this.errors.show(error));
    this.slider = new Slider(element, signal);
    this.highlights = new Highlights(signal);
    this.choices = new Choices(element, this.audio, this.highlights);
    this.mini = new MiniPlayer(element, this.audio, signal);
    this.single = new SinglePlayer(() => this.audio.pause(), signal);
    showFetching(element, this.audio, () => this.notes.say("fetching"), signal);
    for (const type of EVENTS) this.audio.addEventListener(type, () => this.#played(type), { signal });
    addEventListener("pagehide", () => this.#store(), { signal });
    addEventListener("scroll", () => this.#showReturn(), { signal, passive: true });
    this.#restore();
  }

  #acts = {
    play: () => this.playback.toggle(),
    sentence: (/** @type {number} */ direction) => this.#skip(direction, false),
    heading: (/** @type {number} */ direction) => this.#skip(direction, true),
    selection: () => this.playback.playOnly(selected()),
    reading: () => this.highlights.scroll(),
    restart: () => this.#restart(),
    retry: () => this.errors.retry(),
  };

  /** The actions after which the page stays where it is. */
  #stillActs = {
    speed: (/** @type {number} */ direction) => this.choices.faster(direction),
    more: () => this.#more(),
    up: () => this.#up(),
    close: () => this.#close(),
  };

  /** Do what a control or a key stands for. @param {string} action its name, and a direction if it has one */
  act(action) {
    const [name = "", direction] = action.split(" ");
    const act = /** @type {Record<string, (direction: number) => unknown>} */ ({
      ...this.#acts,
      ...this.#stillActs,
    })[name];
    if (!act) return;
    if (name in this.#acts) this.highlights.resume();
    this.notes.clear();
    act(Number(direction));
  }

  /** Seek to where the slider was moved. */
  seek() {
    this.notes.clear();
    this.highlights.resume();
    this.playback.loadCues();
    this.playback.seek(this.slider.moved());
  }

  /** Silence the audio, and leave no trace on the page. */
  end() {
    this.audio.pause();
    this.highlights.clear();
    this.choices.clear();
  }

  /** @param {number} direction @param {boolean} heading */
  async #skip(direction, heading) {
    const place = await this.playback.skip(direction, heading);
    if (place === undefined) this.notes.show(heading ? "lastHeading" : "end");
    if (!place || this.playback.playing) return;
    this.notes.sayPlace(place, heading);
    this.mini.want();
    this.#show();
    if (!this.mini.holds) this.highlights.scroll();
  }

  #restart() {
    this.button.focus({ preventScroll: true });
    this.playback.seek(0);
    this.playback.play();
  }

  #more() {
    const hidden = this.element.find("#read-aloud-more").toggleAttribute("hidden");
    this.element.find("[data-act=more]").ariaExpanded = String(!hidden);
  }

  /** Go back to the player, and stay there while the voice goes on. */
  #up() {
    this.highlights.stop();
    this.button.focus({ preventScroll: true });
    this.mini.home.scrollIntoView({ block: "center" });
  }

  #close() {
    this.audio.pause();
    this.mini.close();
    focusText(blockOf(this.playback.current.sentence?.block ?? 0));
  }

  #restore() {
    const position = storedPosition(this.audio.src);
    if (position) this.playback.seek(position);
    this.#restored = position || null;
    this.#show();
  }

  /** @param {string} type of an event of the audio */
  #played(type) {
    const time = this.playback.time;
    if (type === "play") this.#begun();
    if (type === "pause" || type === "ended") this.#store();
    if (type === "timeupdate" && Math.abs(time - this.#stored) > STORE_EVERY) this.#store();
    if (type !== "timeupdate") this.#showState();
    if (type === "ended" && time < this.slider.length - 2) this.errors.show("cut");
    this.#show();
  }

  #begun() {
    if (this.#restored !== null && Math.abs(this.playback.time - this.#restored) < 1) {
      this.notes.show("continued");
    }
    this.#restored = null;
    this.errors.show("");
    this.single.begin();
    showInSystem(this.element.dataset.site ?? "", {
      play: () => this.playback.play(),
      pause: () => this.audio.pause(),
      previoustrack: () => this.playback.skip(-1, false),
      nexttrack: () => this.playback.skip(1, false),
      seekto: ({ seekTime }) => this.playback.seek(seekTime ?? undefined),
      seekbackward: null,
      seekforward: null,
    });
    this.#follow();
  }

  /** Show the current word in each frame while it plays: words change more often than "timeupdate". */
  #follow() {
    if (!this.playback.playing || this.signal.aborted) return;
    this.playback.pauseAtEnd();
    this.#show();
    requestAnimationFrame(() => this.#follow());
  }

  #store() {
    this.#stored = this.playback.time;
    storePosition(this.audio.src, this.audio.ended ? 0 : this.#stored);
  }

  #show() {
    const { sentence, word } = this.playback.current;
    const next = this.highlights.show(sentence, word);
    if (next && this.playback.playing && !this.mini.holds) this.highlights.follow();
    if (next) this.#showReturn();
    this.slider.show(this.playback.time);
  }

  #showReturn() {
    this.mini.offerReturn(this.highlights.left);
  }

  #showState() {
    const playing = this.playback.playing;
    this.element.find("[data-when=playing]").hidden = !playing;
    this.element.find("[data-when=paused]").hidden = playing;
    showState(this.audio);
  }
}
