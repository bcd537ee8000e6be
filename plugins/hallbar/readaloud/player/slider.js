// The position in the audio: a slider and a clock.
//
// A screen reader announces each change of the value's text while the slider has focus. So then it changes when
// the listener moves the slider, and else only now and then (WAI-ARIA Authoring Practices, media seek slider).

const QUIET = 10; // seconds between changes of the text while the slider has focus

export class Slider {
  #dragged = false;
  #told = 0; // seconds: the time that the text tells

  /**
   * @param {import("../../frame/element.js").PageElement} player its `[data-place]` goes from 0 to the length in
   *   seconds; `data-at` holds the text for a position
   * @param {AbortSignal} signal
   */
  constructor(player, signal) {
    this.input = player.find("[data-place]", HTMLInputElement);
    this.clock = player.find("[data-time]");
    this.time = 0;
    this.input.addEventListener("pointerdown", () => (this.#dragged = true), { signal });
    for (const type of ["pointerup", "pointercancel"]) {
      addEventListener(type, () => (this.#dragged = false), { signal });
    }
    this.input.addEventListener("focus", () => this.#dragged || this.#tell(this.time), { signal });
  }

  get length() {
    return Number(this.input.max);
  }

  /** @param {number} time in seconds */
  show(time) {
    this.time = time;
    if (!this.#dragged) this.input.valueAsNumber = time;
    const clock = `${Math.floor(time / 60)}:${String(Math.floor(time % 60)).padStart(2, "0")}`;
    if (this.clock.textContent === clock) return;
    this.clock.textContent = clock;
    if (document.activeElement !== this.input || Math.abs(time - this.#told) >= QUIET) this.#tell(time);
  }

  /** Return the time that the listener chose, in seconds, and tell it in words. */
  moved() {
    this.#tell(this.input.valueAsNumber);
    return this.input.valueAsNumber;
  }

  /** @param {number} time */
  #tell(time) {
    this.#told = time;
    const words = `${Math.floor(time / 60)} min ${Math.floor(time % 60)} s`;
    this.input.ariaValueText = this.input.dataset.at?.replace("{at}", words) ?? words;
  }
}
