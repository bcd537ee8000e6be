// Polite announcements: one after a pause, since a screen reader reads what is typed, too.

const PAUSE = 700; // milliseconds

export class Status {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} element with role=status */
  constructor(element) {
    this.element = element;
  }

  /** @param {string} text */
  say(text) {
    this.clear();
    this.#timer = setTimeout(() => this.element.append(text), PAUSE);
  }

  clear() {
    clearTimeout(this.#timer);
    this.element.replaceChildren();
  }
}
