// Highlights the sentence and the word that are heard, and scrolls them into view.

import { attempt } from "../../frame/storage.js";
import { rangeOf } from "./place.js";

const STEADY = 0.35; // of the viewport's height: the sentence is scrolled to here
const NEAR = 0.15; // of it: a sentence that is no farther from there is not scrolled
const reduced = () => attempt(() => matchMedia("(prefers-reduced-motion: reduce)").matches) ?? true;

/**
 * Return the Range of a place; it is highlighted if the browser can do so.
 * @param {string} name
 * @param {import("./place.js").Place | null | undefined} place
 * @param {number} priority
 */
function highlight(name, place, priority) {
  const range = place ? rangeOf(place) : null;
  attempt(() => {
    CSS.highlights.delete(name);
    if (!range) return;
    const found = new Highlight(range);
    found.priority = priority;
    CSS.highlights.set(name, found);
  });
  return range;
}

export class Highlights {
  /** @type {import("./cues.js").Cue | null | undefined} the sentence that is highlighted */
  #sentence = null;
  /** @type {Range | null} */
  #range = null;
  #word = "";
  #yields = false;
  follows = !reduced();

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
    if (!inside || type === "wheel" || type === "touchmove") this.stop();
  }

  /**
   * Highlight a sentence and a word; return true if the sentence is another than before.
   * @param {import("./cues.js").Cue | undefined} sentence
   * @param {import("./place.js").Place | null | undefined} word
   */
  show(sentence, word) {
    const changed = sentence !== this.#sentence;
    if (changed) {
      this.#sentence = sentence;
      this.#range = highlight("hallbar-sentence", sentence, 0);
    }
    const name = word ? `${word.block} ${word.start}` : "";
    if (name !== this.#word) {
      this.#word = name;
      highlight("hallbar-word", word, 1);
    }
    return changed;
  }

  clear() {
    this.show(undefined, null);
  }

  /** Stop following until the sentence is near again, or `resume`. */
  stop() {
    this.#yields = true;
  }

  /** Follow from now on, even if the reader has scrolled. */
  resume() {
    this.#yields = false;
    this.#sentence = null;
  }

  /** True if the reader has left the sentence: it is out of view, and the page does not follow. */
  get left() {
    const place = this.#range?.getBoundingClientRect();
    return Boolean(
      place && !(this.follows && !this.#yields) && (place.bottom < 0 || place.top > innerHeight),
    );
  }

  /** Scroll to the sentence, if the page follows. */
  follow() {
    if (this.follows) this.scroll(this.#yields);
  }

  /** Scroll to the sentence, if it is not near. @param {boolean} [stays] true to see only if it is near */
  scroll(stays = false) {
    if (!this.#range) return;
    const { top, height } = this.#range.getBoundingClientRect();
    const free = innerHeight - (document.querySelector("[data-mini] [data-bar]")?.clientHeight ?? 0);
    const away = top - Math.min(STEADY * innerHeight, Math.max(0, free - height));
    const near = Math.abs(away) <= NEAR * innerHeight;
    if (near) this.#yields = false;
    if (stays) return;
    // near, it does not move: a scroll to another sentence, which is still under way, ends here
    scrollBy({ top: near ? 0 : away, behavior: near || reduced() ? "instant" : "smooth" });
  }
}
