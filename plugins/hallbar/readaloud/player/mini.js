// The mini player: the first row stays at the viewport's lower edge if the player is scrolled away as it plays.

export class MiniPlayer {
  #away = false;

  /**
   * @param {HTMLElement} player
   * @param {HTMLMediaElement} audio
   * @param {AbortSignal} signal
   */
  constructor(player, audio, signal) {
    this.player = player;
    this.audio = audio;
    const observer = new IntersectionObserver(([entry]) => {
      this.#away = !entry.isIntersecting;
      this.#update();
    });
    observer.observe(player);
    audio.addEventListener("play", () => this.#update(), { signal });
    signal.addEventListener("abort", () => observer.disconnect());
  }

  #update() {
    if (this.player.hasAttribute("data-mini")) this.#set(this.#away);
    else this.#set(this.#away && !this.audio.paused && !this.holdsFocus());
  }

  /** Return true if a control that the mini player lacks has focus: then the page must not move. */
  holdsFocus() {
    const focused = document.activeElement;
    return this.player.contains(focused) && !focused?.closest("[data-bar]");
  }

  /** @param {boolean} mini */
  #set(mini) {
    if (mini === this.player.hasAttribute("data-mini")) return;
    // the content below must not move when the row leaves its place
    this.player.style.minHeight = mini ? `${this.player.offsetHeight}px` : "";
    this.player.toggleAttribute("data-mini", mini);
    if (mini) this.#uncover();
  }

  /** Move the focused element from under the row (WCAG 2.2 2.4.11): scroll-padding leaves space for it. */
  #uncover() {
    const focused = document.activeElement;
    const outside = focused !== document.body && !this.player.contains(focused);
    if (outside) focused?.scrollIntoView({ block: "nearest" });
  }
}
