// The latest question: an answer that comes late never replaces a newer one.

import { find } from "./engine.js";

const SLOW = 500; // milliseconds after which readers want to know that something is going on

export class Latest {
  #turn = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #slow;

  /** @param {() => void} slow called if an answer takes long */
  constructor(slow) {
    this.slow = slow;
  }

  /**
   * Return what is found; null if the index cannot be reached; undefined if there is a newer question by then.
   * @param {string} query
   * @param {number} limit
   */
  async ask(query, limit) {
    this.cancel();
    const turn = this.#turn;
    this.#slow = setTimeout(this.slow, SLOW);
    const answer = await find(query, limit).catch(() => null);
    if (turn !== this.#turn) return undefined;
    clearTimeout(this.#slow);
    return answer;
  }

  /** Want no answer any more. */
  cancel() {
    this.#turn += 1;
    clearTimeout(this.#slow);
  }
}
