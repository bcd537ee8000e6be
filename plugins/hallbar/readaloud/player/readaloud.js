// <read-aloud>: the player. It comes with the opened gate, so nothing of it is fetched before.

import { PageElement } from "../../frame/element.js";
import { Faults } from "./errors.js";
import { Marks } from "./highlight.js";
import { keepPosition, keepSpeed, positionKept, speedKept } from "./memory.js";
import { Mini } from "./mini.js";
import { placeAt, selected } from "./place.js";
import { Reading } from "./playback.js";
import { introduce, OnlyOne, tellPosition } from "./session.js";
import { Slider } from "./slider.js";

const KEPT_EVERY = 10; // seconds of listening
const CONTROLS = "a, button, input, select, textarea, summary, label, [contenteditable]";

class ReadAloud extends PageElement {
  #kept = 0;

  connectedCallback() {
    super.connectedCallback();
    const signal = this.gone;
    const audio = this.find("audio", HTMLAudioElement);
    audio.controls = false; // until now, and where this script never comes, the browser's own
    for (const part of this.querySelectorAll("[data-controls]")) part.toggleAttribute("hidden", false);
    this.faults = new Faults(this, audio, signal);
    this.reading = new Reading(audio, this.find("track", HTMLTrackElement), (fault) =>
      this.faults?.show(fault),
    );
    this.slider = new Slider(this.#box("place"), this.find("[data-time]"));
    this.marks = new Marks(signal);
    this.mini = new Mini(this, audio, signal);
    this.only = new OnlyOne(() => audio.pause(), signal);
    this.listen(this, "click", "change", "input", "keydown");
    for (const type of ["play", "pause", "ended", "seeked", "timeupdate"]) {
      audio.addEventListener(type, () => this.#heard(type), { signal });
    }
    addEventListener("pagehide", () => this.#keep(), { signal });
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#remember();
    if (this.closest("[data-pressed]")) this.#start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.reading?.audio.pause();
    this.marks?.clear();
    document.documentElement.removeAttribute("data-click-to-listen");
  }

  /** @param {Event} event */
  handleEvent(event) {
    const target = event.target instanceof Element ? event.target : null;
    if (event instanceof KeyboardEvent) this.#key(event);
    else if (event.type === "click") this.#act(target?.closest("[data-act]")?.getAttribute("data-act") ?? "");
    else if (event.type === "change") this.#chosen();
    else if (target === this.slider?.input) this.#slid();
  }

  /** The visitor pressed "listen" on the gate: sound at once, focus on Pause. */
  #start() {
    this.find("[data-act=play]", HTMLButtonElement).focus();
    this.reading?.play();
  }

  /** @param {string} act */
  #act(act) {
    const [what, way] = act.split(" ");
    if (act) this.marks?.again();
    if (what === "play") this.reading?.toggle();
    else if (what === "selection") this.reading?.only(selected());
    else if (what === "retry") this.faults?.retry();
    else if (what === "more") this.#more();
    else if (way) this.reading?.skip(Number(way), what === "heading");
  }

  #more() {
    const shown = this.find("#read-aloud-more").toggleAttribute("hidden");
    this.find("[data-act=more]", HTMLButtonElement).ariaExpanded = String(!shown);
  }

  /** A click in the text, when that means "listen from here". @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    const meant = this.#box("click").checked && target?.closest("[data-speech]") && !target.closest(CONTROLS);
    if (meant && getSelection()?.isCollapsed) this.reading?.from(placeAt(event.clientX, event.clientY));
  }

  /** Shortcuts, only while focus is in the player (WCAG 2.2 2.1.4). @param {KeyboardEvent} event */
  #key(event) {
    const slider = event.target === this.slider?.input ? this.slider?.input : null;
    if (slider) slider.valueAsNumber = this.reading?.time ?? 0; // where it is now, not when focus came
    if (slider || event.target instanceof HTMLSelectElement || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const faster = { "+": 1, "-": -1 }[event.key];
    if (way) this.#act(`${event.shiftKey ? "heading" : "sentence"} ${way}`);
    else if (faster) this.#setSpeed(this.#speed.options[this.#speed.selectedIndex + faster]?.value);
    else if (event.key.toLowerCase() === "p") this.#act("play");
    else return;
    event.preventDefault();
  }

  #chosen() {
    this.#setSpeed(this.#speed.value);
    if (this.marks) this.marks.follows = this.#box("follow").checked;
    document.documentElement.toggleAttribute("data-click-to-listen", this.#box("click").checked);
  }

  #slid() {
    this.reading?.cues();
    this.reading?.seek(this.slider?.moved());
  }

  /** @param {string | undefined} speed */
  #setSpeed(speed) {
    const audio = this.reading?.audio;
    if (!audio || !speed || Number(speed) === audio.playbackRate) return;
    this.#speed.value = speed;
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed);
    keepSpeed(speed);
  }

  #remember() {
    if ([...this.#speed.options].some((option) => option.value === speedKept())) this.#setSpeed(speedKept());
    if (positionKept()) this.reading?.seek(positionKept());
    this.#box("follow").checked = this.marks?.follows ?? true;
    this.#show();
  }

  /** @param {string} type of what happens to the sound */
  #heard(type) {
    const time = this.reading?.time ?? 0;
    if (type === "play") this.#begun();
    if (type === "pause" || type === "ended") this.#keep();
    if (type === "timeupdate" && Math.abs(time - this.#kept) > KEPT_EVERY) this.#keep();
    if (type !== "timeupdate") this.#showState();
    if (type === "ended" && time < (this.slider?.length ?? 0) - 2) this.faults?.show("cut");
    this.#show();
  }

  #begun() {
    this.faults?.show("");
    this.only?.sounds();
    introduce({
      play: () => this.reading?.play(),
      pause: () => this.reading?.audio.pause(),
      previoustrack: () => this.reading?.skip(-1, false),
      nexttrack: () => this.reading?.skip(1, false),
      seekto: ({ seekTime }) => this.reading?.seek(seekTime ?? undefined),
    });
    this.#follow();
  }

  /** At each picture while it sounds: events come four times a second, words more often. */
  #follow() {
    if (!this.reading?.sounds || this.gone.aborted) return;
    this.reading.watch();
    this.#show();
    requestAnimationFrame(() => this.#follow());
  }

  #keep() {
    this.#kept = this.reading?.time ?? 0;
    keepPosition(this.reading?.audio.ended ? 0 : this.#kept);
  }

  #show() {
    const time = this.reading?.time ?? 0;
    const { sentence, word } = this.reading?.heard ?? {};
    this.marks?.show(sentence, word, (this.reading?.sounds ?? false) && !this.mini?.holdsFocus());
    this.slider?.show(time);
  }

  #showState() {
    const sounds = this.reading?.sounds ?? false;
    this.find("[data-when=playing]").hidden = !sounds;
    this.find("[data-when=paused]").hidden = sounds;
    if (this.reading) tellPosition(this.reading.audio);
  }

  get #speed() {
    return this.find("[data-speed]", HTMLSelectElement);
  }

  /** @param {string} name */
  #box(name) {
    return this.find(`[data-${name}]`, HTMLInputElement);
  }
}

customElements.define("read-aloud", ReadAloud);
