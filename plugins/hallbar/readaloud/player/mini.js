// The mini player: the row stays at the viewport's lower edge when it is scrolled away, until it is closed.

import { attempt } from "../../frame/storage.js";
import { keepingFocus } from "./focus.js";

const BELOW = { rootMargin: "0px 0px 999999px" }; // what is still to come counts as seen

export class MiniPlayer {
  #away = false;
  #wanted = false;

  /**
   * @param {import("../../frame/element.js").PageElement} player `[data-full]` marks what the mini player lacks
   * @param {HTMLMediaElement} audio
   * @param {AbortSignal} signal
   */
  constructor(player, audio, signal) {
    this.player = player;
    this.bar = player.find("[data-bar]");
    this.home = player.find("[data-home]");
    const observer = attempt(() => new IntersectionObserver((seen) => this.#seen(seen.at(-1)), BELOW));
    observer?.observe(this.home);
    audio.addEventListener("play", () => this.want(), { signal });
    audio.addEventListener("pause", () => this.#paused(audio.ended), { signal });
    addEventListener("resize", () => this.#fit(), { signal });
    signal.addEventListener("abort", () => observer?.disconnect());
  }

  get shown() {
    return this.player.hasAttribute("data-mini");
  }

  /** Show the row whenever it is scrolled away. */
  want() {
    this.#wanted = true;
    this.#update();
  }

  /** Show it no more, until the sound plays again. */
  close() {
    this.#wanted = false;
    this.#update();
  }

  /** Show or hide the way back to the sentence that is read. @param {boolean} left */
  offerReturn(left) {
    keepingFocus(this.player, () => this.player.toggleAttribute("data-left", left));
  }

  /** True if a control that the mini player lacks has keyboard focus: then the page must not move. */
  get holds() {
    const focused = document.activeElement;
    if (!focused || !this.player.contains(focused) || !focused.matches(":focus-visible")) return false;
    return focused.closest("[data-full]") !== null && !this.#twin(focused);
  }

  /** Return the control of the row that does the same as another one. @param {Element} control */
  #twin(control) {
    const twin = this.bar.querySelector(`[data-small] [data-act="${control.getAttribute("data-act")}"]`);
    return twin instanceof HTMLElement && !this.bar.contains(control) ? twin : null;
  }

  /** @param {IntersectionObserverEntry | undefined} entry */
  #seen(entry) {
    if (!entry?.boundingClientRect.height) return; // on paper, the player takes no place
    this.#away = !entry.isIntersecting;
    this.#update();
  }

  /** @param {boolean} ended */
  #paused(ended) {
    const used = this.bar.contains(document.activeElement);
    if (!this.shown || (ended && !used)) this.close();
  }

  #update() {
    const mini = this.#away && this.#wanted;
    if (mini === this.shown) return;
    // the content below must not move when the row leaves its place
    this.home.style.minHeight = mini ? `${this.home.offsetHeight}px` : "";
    keepingFocus(this.player, () => this.player.toggleAttribute("data-mini", mini));
    this.#fit();
    if (mini) this.#uncover(document.activeElement);
  }

  /** Give the row the width of its place. */
  #fit() {
    this.bar.style.width = this.shown ? `${this.home.offsetWidth}px` : "";
  }

  /**
   * Move the focused element from under the row (WCAG 2.2 2.4.11): scroll-padding leaves space for it. Focus on
   * a control that scrolled away moves to its twin in the row.
   * @param {Element | null} focused
   */
  #uncover(focused) {
    if (!focused || focused === document.body) return;
    if (!this.player.contains(focused)) focused.scrollIntoView({ block: "nearest" });
    else this.#twin(focused)?.focus({ preventScroll: true });
  }
}
