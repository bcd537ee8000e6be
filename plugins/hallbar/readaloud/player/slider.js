// The position in the audio: a slider and a clock.

export class Slider {
  /**
   * @param {HTMLInputElement} input from 0 to the length in seconds; `data-at` holds the text for a position
   * @param {HTMLElement} clock
   */
  constructor(input, clock) {
    this.input = input;
    this.clock = clock;
  }

  get length() {
    return Number(this.input.max);
  }

  /** @param {number} time in seconds */
  show(time) {
    const clock = `${Math.floor(time / 60)}:${String(Math.floor(time % 60)).padStart(2, "0")}`;
    if (this.clock.textContent === clock) return;
    this.clock.textContent = clock;
    if (document.activeElement !== this.input) this.input.valueAsNumber = time;
  }

  /** Return the time that the listener chose, and announce it in words. */
  moved() {
    const time = this.input.valueAsNumber;
    const words = `${Math.floor(time / 60)} min ${Math.floor(time % 60)} s`;
    this.input.ariaValueText = this.input.dataset.at?.replace("{at}", words) ?? words;
    return time;
  }
}
