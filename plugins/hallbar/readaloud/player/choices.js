// What the listener chooses: the speed, to follow the text, to listen by clicking in it, to dim the rest of it.

import { store, stored } from "./memory.js";

const root = document.documentElement;

export class Choices {
  /**
   * @param {import("../../frame/element.js").PageElement} player
   * @param {HTMLAudioElement} audio
   * @param {import("./highlight.js").Highlights} highlights
   */
  constructor(player, audio, highlights) {
    this.audio = audio;
    this.highlights = highlights;
    this.speed = player.find("[data-speed]", HTMLSelectElement);
    this.follow = player.find("[data-follow]", HTMLInputElement);
    this.click = player.find("[data-click]", HTMLInputElement);
    this.ruler = player.find("[data-ruler]", HTMLInputElement);
    this.follow.checked = highlights.follows;
    this.click.checked = stored("click") === "yes";
    this.#setSpeed(stored("speed"));
    this.#show();
  }

  /** Apply and store what was chosen. @param {EventTarget | null} control */
  changed(control) {
    if (control === this.speed) {
      this.#setSpeed(this.speed.value);
      store("speed", this.speed.value);
    } else if (control === this.click) store("click", this.click.checked ? "yes" : "no");
    this.#show();
  }

  /** Choose the next speed. @param {number} direction 1 for faster, -1 for slower */
  faster(direction) {
    const next = this.speed.options[this.speed.selectedIndex + direction];
    if (next) this.speed.value = next.value;
    this.changed(this.speed);
  }

  /** Undo what concerns the page around the player. */
  clear() {
    for (const name of ["data-click-to-listen", "data-ruler"]) root.removeAttribute(name);
  }

  #show() {
    this.highlights.follows = this.follow.checked;
    root.toggleAttribute("data-click-to-listen", this.click.checked);
    root.toggleAttribute("data-ruler", this.ruler.checked);
  }

  /** @param {string} speed one of the options; another one is ignored */
  #setSpeed(speed) {
    if (![...this.speed.options].some((option) => option.value === speed)) return;
    this.speed.value = speed;
    this.audio.defaultPlaybackRate = this.audio.playbackRate = Number(speed);
  }
}
