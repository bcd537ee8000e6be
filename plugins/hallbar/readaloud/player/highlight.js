// Highlights the sentence and the word that are heard, and scrolls them into view.

import { rangeOf } from "./place.js";

const STEADY = 0.35; // of the viewport's height: the sentence is scrolled to here
const NEAR = 0.15; // of it: a sentence that is no farther from there is not scrolled

/**
 * @param {string} name
 * @param {import("./place.js").Place | null | undefined} place
 * @param {number} priority
 */
function highlight(name, place, priority) {
  const range = place && rangeOf(place);
  if (!range || !CSS.highlights) {
    CSS.highlights?.delete(name);
    return null;
  }
  const found = new Highlight(range);
  found.priority = priority;
  CSS.highlights.set(name, found);
  return range;
}

export class Highlights {
  /** @type {unknown} the sentence that is highlighted */
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

  /**
   * Stop following when the reader scrolls, or may be about to; a press in the player does not stop it.
   * @param {Event} event
   */
  handleEvent({ type, target }) {
    const inside = target instanceof Element && target.closest("read-aloud");
    if (!inside || type === "wheel" || type === "touchmove") this.#yields = true;
  }

  /**
   * @param {import("./cues.js").Cue | undefined} sentence
   * @param {import("./place.js").Place | null | undefined} word
   * @param {boolean} scrolls true if the page may be scrolled now
   */
  show(sentence, word, scrolls) {
    if (sentence !== this.#sentence) {
      this.#sentence = sentence;
      const range = highlight("hallbar-sentence", sentence, 0);
      if (range && this.follows && scrolls) this.#scrollTo(range);
    }
    const name = word ? `${word.block} ${word.start}` : "";
    if (name !== this.#word) {
      this.#word = name;
      highlight("hallbar-word", word, 1);
    }
  }

  clear() {
    this.show(undefined, null, false);
  }

  /** Scroll from now on, even if the reader has scrolled. */
  resume() {
    this.#yields = false;
    this.#sentence = null;
  }

  /** @param {Range} range */
  #scrollTo(range) {
    const { top, height } = range.getBoundingClientRect();
    const free = innerHeight - (document.querySelector("[data-mini] [data-bar]")?.clientHeight ?? 0);
    const away = top - Math.min(STEADY * innerHeight, Math.max(0, free - height));
    const near = Math.abs(away) <= NEAR * innerHeight;
    if (near) this.#yields = false;
    else if (!this.#yields) {
      const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: away, behavior: reduced ? "instant" : "smooth" });
    }
  }
}
