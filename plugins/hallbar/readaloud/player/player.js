// The player: its parts, and what each event of the audio does to them.

import { Choices } from "./choices.js";
import { Errors } from "./errors.js";
import { Fetching } from "./fetching.js";
import { Highlights } from "./highlight.js";
import { storedPosition, storePosition } from "./memory.js";
import { MiniPlayer } from "./mini.js";
import { Notes } from "./notes.js";
import { Playback } from "./playback.js";
import { SinglePlayer, showInSystem, showState } from "./session.js";
import { Slider } from "./slider.js";

const STORE_EVERY = 10; // seconds of listening
const NOTE = 10; // seconds that the mini player is higher by a note
const EVENTS = "play pause ended seeked timeupdate waiting canplay playing error emptied".split(" ");

export class Player {
  #stored = 0;
  #restored = -1; // the position, in seconds, that is restored when it first plays

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
    this.fetching = new Fetching(element, this.audio, this.notes);
    for (const type of EVENTS) this.audio.addEventListener(type, () => this.#played(type), { signal });
    addEventListener("pagehide", () => this.#leave(), { signal });
    addEventListener("pageshow", () => this.#showState(), { signal });
    addEventListener("scroll", () => this.#showReturn(), { signal, passive: true });
    this.#restore();
  }

  /** Silence the audio, and leave no trace on the page. */
  end() {
    this.audio.pause();
    this.highlights.clear();
    this.choices.clear();
  }

  #restore() {
    const position = storedPosition(this.audio.src);
    if (position) this.playback.seek(position);
    this.#restored = position || -1;
    this.show();
  }

  /** @param {string} type of an event of the audio */
  #played(type) {
    const time = this.playback.time;
    if (type === "play") this.#begun();
    if (type === "pause" || type === "ended") this.#store();
    if (type === "timeupdate" && Math.abs(time - this.#stored) > STORE_EVERY) this.#store();
    if (type !== "timeupdate") this.#showState();
    this.fetching.update(type);
    if (this.mini.shown) this.notes.expire(time);
    if (type === "ended" && time < this.slider.length - 2) this.errors.show("cut");
    this.show();
  }

  #begun() {
    if (this.playback.time === this.#restored) this.notes.show("continued", this.#restored + NOTE);
    this.#restored = -1;
    this.errors.show("");
    this.playback.loadCues(); // again, if they failed
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
    this.show();
    requestAnimationFrame(() => this.#follow());
  }

  /** Pause: a browser that preserves the page would go on when the visitor comes back. */
  #leave() {
    this.audio.pause();
    this.#store();
  }

  #store() {
    this.#stored = this.playback.time;
    storePosition(this.audio.src, this.audio.ended ? 0 : this.#stored);
  }

  /** Show sentence, word and time as they are now. */
  show() {
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
    this.element.toggleAttribute("data-playing", this.playback.playing);
    showState(this.audio);
  }
}
