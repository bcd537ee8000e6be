// What each control and each key of the player does.

import { focusText } from "./focus.js";
import { blockOf } from "./place.js";
import { selected } from "./selection.js";

const STILL = ["speed", "more", "up", "close"]; // actions after which the page stays where it is

export class Actions {
  /** @param {import("./player.js").Player} player */
  constructor(player) {
    this.player = player;
  }

  #acts = {
    play: () => this.#play(),
    sentence: (/** @type {number} */ direction) => this.#skip(direction, false),
    heading: (/** @type {number} */ direction) => this.#skip(direction, true),
    selection: () => this.player.playback.playOnly(selected()),
    reading: () => this.#read(),
    restart: () => this.#restart(),
    retry: () => this.player.errors.retry(),
    speed: (/** @type {number} */ direction) => this.player.choices.faster(direction),
    more: () => this.#more(),
    up: () => this.#up(),
    close: () => this.#close(),
  };

  /** Do what a control or a key stands for. @param {string} action its name, and a direction if it has one */
  act(action) {
    const [name = "", direction] = action.split(" ");
    const act = /** @type {Record<string, (direction: number) => unknown>} */ (this.#acts)[name];
    if (!act) return;
    if (!STILL.includes(name)) this.player.highlights.resume();
    this.player.notes.clear();
    act(Number(direction));
  }

  #play() {
    const { playback, errors } = this.player;
    if (errors.failed && !playback.playing) errors.retry();
    else playback.toggle();
  }

  /** Seek to where the slider was moved. */
  seek() {
    this.player.notes.clear();
    this.player.highlights.resume();
    this.player.playback.loadCues();
    this.player.playback.seek(this.player.slider.moved());
  }

  /** @param {number} direction @param {boolean} heading */
  async #skip(direction, heading) {
    const place = await this.player.playback.skip(direction, heading);
    if (place === undefined) this.player.notes.show(heading ? "lastHeading" : "end");
    if (!place || this.player.playback.playing) return;
    this.player.notes.sayPlace(place, heading);
    this.player.mini.want();
    this.player.show();
    if (!this.player.mini.holds) this.player.highlights.scroll();
  }

  #restart() {
    this.player.button.focus({ preventScroll: true });
    this.player.playback.seek(0);
    this.player.playback.play();
  }

  /** Scroll to what is read, or will be read when it plays. */
  async #read() {
    await this.player.playback.loadCues();
    this.player.show();
    this.player.highlights.scroll();
  }

  #more() {
    const hidden = this.player.element.find("#read-aloud-more").toggleAttribute("hidden");
    this.player.element.find("[data-act=more]").ariaExpanded = String(!hidden);
  }

  /** Go back to the player, and stay there while the voice goes on. */
  #up() {
    this.player.highlights.stop();
    this.player.button.focus({ preventScroll: true });
    this.player.mini.home.scrollIntoView({ block: "center" });
  }

  #close() {
    this.player.audio.pause();
    this.player.mini.close();
    focusText(blockOf(this.player.playback.current.sentence?.block ?? 0));
  }
}
