// The next attempt to send, which the form makes by itself if the service asks for a short wait.

const SHORT = 10; // seconds
const MOST = 2;

export class Attempts {
  #timer = 0;
  #made = 0;

  /** Begin to count them, when somebody presses the button. */
  begin() {
    this.#made = 0;
  }

  /** Return true if there may be one after so many seconds. @param {number} wait */
  may(wait) {
    return wait > 0 && wait <= SHORT && this.#made < MOST;
  }

  /** Make one later. @param {number} wait seconds @param {() => void} act */
  later(wait, act) {
    this.#made += 1;
    this.#timer = setTimeout(act, 1000 * wait);
  }

  /** Make none. Return true if there was one to come. */
  stop() {
    const coming = this.#timer !== 0;
    clearTimeout(this.#timer);
    this.#timer = 0;
    return coming;
  }
}
