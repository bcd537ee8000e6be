// The mini player: while it sounds and has scrolled away, its first row stays at the window's lower edge.

export class Mini {
  #away = false;

  /**
   * @param {HTMLElement} player
   * @param {HTMLMediaElement} audio
   * @param {AbortSignal} signal
   */
  constructor(player, audio, signal) {
    this.player = player;
    this.audio = audio;
    const watch = new IntersectionObserver(([entry]) => {
      this.#away = !entry.isIntersecting;
      this.#follow();
    });
    watch.observe(player);
    audio.addEventListener("play", () => this.#follow(), { signal });
    signal.addEventListener("abort", () => watch.disconnect());
  }

  #follow() {
    if (this.player.hasAttribute("data-mini")) this.#set(this.#away);
    else this.#set(this.#away && !this.audio.paused && !this.holdsFocus());
  }

  /** Whether focus stands on a control that the mini player does not have: then the page must stay. */
  holdsFocus() {
    const focused = document.activeElement;
    return this.player.contains(focused) && !focused?.closest("[data-bar]");
  }

  /** @param {boolean} mini */
  #set(mini) {
    if (mini === this.player.hasAttribute("data-mini")) return;
    // the page below must not jump when the row leaves its place
    this.player.style.minHeight = mini ? `${this.player.offsetHeight}px` : "";
    this.player.toggleAttribute("data-mini", mini);
    if (mini) this.#uncover();
  }

  /** What has focus must not end up below the row (WCAG 2.2 2.4.11): scroll-padding leaves it room. */
  #uncover() {
    const focused = document.activeElement;
    const outside = focused !== document.body && !this.player.contains(focused);
    if (outside) focused?.scrollIntoView({ block: "nearest" });
  }
}
