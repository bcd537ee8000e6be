// Marks on the page: the sentence and the word that are heard, and the page kept where they are.

import { rangeOf } from "./place.js";

const STEADY = 0.35; // of the window's height: where the sentence is kept
const NEAR = 0.15; // of it: what is no farther from there is left where it is

/**
 * @param {string} name
 * @param {import("./place.js").Place | null | undefined} place
 * @param {number} priority
 */
function mark(name, place, priority) {
  const range = place && rangeOf(place);
  if (!range || !CSS.highlights) {
    CSS.highlights?.delete(name);
    return null;
  }
  const highlight = new Highlight(range);
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
  return range;
}

export class Marks {
  /** @type {unknown} the sentence that is marked */
  #sentence = null;
  #word = "";
  #yields = false;
  follows = !matchMedia("(prefers-reduced-motion: reduce)").matches;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    const options = { signal, passive: true };
    for (const type of ["wheel", "touchmove", "pointerdown", "keydown"])
      addEventListener(type, this, options);
  }

  /** The reader moves the page, or may be about to; a press in the player does not. @param {Event} event */
  handleEvent({ type, target }) {
    const inside = target instanceof Element && target.closest("read-aloud");
    if (!inside || type === "wheel" || type === "touchmove") this.#yields = true;
  }

  /**
   * @param {import("./cues.js").Sentence | undefined} sentence
   * @param {import("./place.js").Place | null | undefined} word
   * @param {boolean} moves whether the page may be moved now
   */
  show(sentence, word, moves) {
    if (sentence !== this.#sentence) {
      this.#sentence = sentence;
      const range = mark("hallbar-sentence", sentence, 0);
      if (range && this.follows && moves) this.#follow(range);
    }
    const name = word ? `${word.block} ${word.start}` : "";
    if (name !== this.#word) {
      this.#word = name;
      mark("hallbar-word", word, 1);
    }
  }

  clear() {
    this.show(undefined, null, false);
  }

  /** From now on, also if the reader has moved the page. */
  again() {
    this.#yields = false;
    this.#sentence = null;
  }

  /** @param {Range} range */
  #follow(range) {
    const { top, height } = range.getBoundingClientRect();
    const room = innerHeight - (document.querySelector("[data-mini] [data-bar]")?.clientHeight ?? 0);
    const away = top - Math.min(STEADY * innerHeight, Math.max(0, room - height));
    const there = Math.abs(away) <= NEAR * innerHeight;
    if (there) this.#yields = false;
    else if (!this.#yields) {
      const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: away, behavior: reduced ? "instant" : "smooth" });
    }
  }
}
