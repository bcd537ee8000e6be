// <read-aloud>: the player. It is in the gate's template, so it is not fetched before the gate opens.

import { PageElement } from "../../frame/element.js";
import { Errors } from "./errors.js";
import { Highlights } from "./highlight.js";
import { storedPosition, storedSpeed, storePosition, storeSpeed } from "./memory.js";
import { MiniPlayer } from "./mini.js";
import { pointAt, selected } from "./place.js";
import { Playback } from "./playback.js";
import { SinglePlayer, showInSystem, showPosition } from "./session.js";
import { Slider } from "./slider.js";

const STORE_EVERY = 10; // seconds of listening
const CONTROLS = "a, button, input, select, textarea, summary, label, [contenteditable]";

class ReadAloud extends PageElement {
  #stored = 0;

  connectedCallback() {
    super.connectedCallback();
    const signal = this.gone;
    const audio = this.find("audio", HTMLAudioElement);
    audio.controls = false; // the browser's own controls are for pages where this script does not run
    for (const part of this.querySelectorAll("[data-controls]")) part.toggleAttribute("hidden", false);
    this.errors = new Errors(this, audio, signal);
    this.playback = new Playback(audio, this.find("track", HTMLTrackElement), this.errors);
    this.slider = new Slider(this.#box("place"), this.find("[data-time]"));
    this.highlights = new Highlights(signal);
    this.mini = new MiniPlayer(this, audio, signal);
    this.single = new SinglePlayer(() => audio.pause(), signal);
    this.listen(this, "click", "change", "input", "keydown");
    for (const type of ["play", "pause", "ended", "seeked", "timeupdate"]) {
      audio.addEventListener(type, () => this.#played(type), { signal });
    }
    addEventListener("pagehide", () => this.#store(), { signal });
    document.addEventListener("click", (event) => this.#clicked(event), { signal });
    this.#restore();
    if (this.closest("[data-pressed]")) this.#start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.playback?.audio.pause();
    this.highlights?.clear();
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

  /** Play at once, with focus on Pause: the visitor pressed "listen" on the gate. */
  #start() {
    this.find("[data-act=play]", HTMLButtonElement).focus();
    this.playback?.play();
  }

  /** @param {string} act */
  #act(act) {
    const [what, direction] = act.split(" ");
    if (act) this.highlights?.resume();
    if (what === "play" && this.errors?.failed && !this.playback?.playing) this.errors.retry();
    else if (what === "play") this.playback?.toggle();
    else if (what === "selection") this.playback?.playOnly(selected());
    else if (what === "retry") this.errors?.retry();
    else if (what === "more") this.#more();
    else if (direction) this.playback?.skip(Number(direction), what === "heading");
  }

  #more() {
    const hidden = this.find("#read-aloud-more").toggleAttribute("hidden");
    this.find("[data-act=more]", HTMLButtonElement).ariaExpanded = String(!hidden);
  }

  /** Play from a click in the text, if the listener has chosen that. @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    const meant = this.#box("click").checked && target?.closest("[data-speech]") && !target.closest(CONTROLS);
    if (meant && getSelection()?.isCollapsed) this.playback?.playFrom(pointAt(event.clientX, event.clientY));
  }

  /** Handle shortcuts, only while focus is in the player (WCAG 2.2 2.1.4). @param {KeyboardEvent} event */
  #key(event) {
    const slider = event.target === this.slider?.input ? this.slider?.input : null;
    if (slider) slider.valueAsNumber = this.playback?.time ?? 0; // the current time, not that when focus came
    if (slider || event.target instanceof HTMLSelectElement || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const faster = { "+": 1, "-": -1 }[event.key];
    if (direction) this.#act(`${event.shiftKey ? "heading" : "sentence"} ${direction}`);
    else if (faster) this.#setSpeed(this.#speed.options[this.#speed.selectedIndex + faster]?.value);
    else if (event.key.toLowerCase() === "p") this.#act("play");
    else return;
    event.preventDefault();
  }

  #chosen() {
    this.#setSpeed(this.#speed.value);
    if (this.highlights) this.highlights.follows = this.#box("follow").checked;
    document.documentElement.toggleAttribute("data-click-to-listen", this.#box("click").checked);
  }

  #slid() {
    this.playback?.loadCues();
    this.playback?.seek(this.slider?.moved());
  }

  /** @param {string | undefined} speed */
  #setSpeed(speed) {
    const audio = this.playback?.audio;
    if (!audio || !speed || Number(speed) === audio.playbackRate) return;
    this.#speed.value = speed;
    audio.defaultPlaybackRate = audio.playbackRate = Number(speed);
    storeSpeed(speed);
  }

  /** Restore the stored speed and position. */
  #restore() {
    if ([...this.#speed.options].some((option) => option.value === storedSpeed()))
      this.#setSpeed(storedSpeed());
    if (storedPosition()) this.playback?.seek(storedPosition());
    this.#box("follow").checked = this.highlights?.follows ?? true;
    this.#show();
  }

  /** @param {string} type of an event of the audio */
  #played(type) {
    const time = this.playback?.time ?? 0;
    if (type === "play") this.#begun();
    if (type === "pause" || type === "ended") this.#store();
    if (type === "timeupdate" && Math.abs(time - this.#stored) > STORE_EVERY) this.#store();
    if (type !== "timeupdate") this.#showState();
    if (type === "ended" && time < (this.slider?.length ?? 0) - 2) this.errors?.show("cut");
    this.#show();
  }

  #begun() {
    this.errors?.show("");
    this.playback?.loadCues();
    this.single?.begin();
    showInSystem({
      play: () => this.playback?.play(),
      pause: () => this.playback?.audio.pause(),
      previoustrack: () => this.playback?.skip(-1, false),
      nexttrack: () => this.playback?.skip(1, false),
      seekto: ({ seekTime }) => this.playback?.seek(seekTime ?? undefined),
    });
    this.#follow();
  }

  /** Show the current word in each frame while it plays: words change more often than "timeupdate". */
  #follow() {
    if (!this.playback?.playing || this.gone.aborted) return;
    this.playback.pauseAtEnd();
    this.#show();
    requestAnimationFrame(() => this.#follow());
  }

  /** Store the position. */
  #store() {
    this.#stored = this.playback?.time ?? 0;
    storePosition(this.playback?.audio.ended ? 0 : this.#stored);
  }

  #show() {
    const time = this.playback?.time ?? 0;
    const { sentence, word } = this.playback?.current ?? {};
    const scrolls = (this.playback?.playing ?? false) && !this.mini?.holdsFocus();
    this.highlights?.show(sentence, word, scrolls);
    this.slider?.show(time);
  }

  #showState() {
    const playing = this.playback?.playing ?? false;
    this.find("[data-when=playing]").hidden = !playing;
    this.find("[data-when=paused]").hidden = playing;
    if (this.playback) showPosition(this.playback.audio);
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
