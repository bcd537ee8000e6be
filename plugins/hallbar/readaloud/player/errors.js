// Errors in plain words, with a button to try again. The texts are in the page (player.html).

import { anew, goTo } from "./source.js";

const LOOK = 250; // milliseconds between two looks at the audio while it should sound
const SLOW = 2000; // without progress, in milliseconds: long enough to notice the silence
const LATE = 10_000; // when listeners no longer believe that it comes
const ASLEEP = 5000; // between two looks: the device slept, which is no delay
const MEDIA_ERR_NETWORK = 2;
const ANSWER = 3000; // milliseconds that the server has to say why there is no audio

/** Errors after which another try may help. */
const AGAIN = ["late", "network", "offline", "elsewhere", "missing", "busy", "broken", "cut"];

/**
 * Measures the time without progress while audio should sound. "slow" and "late" last until it sounds again, "late"
 * also while it is paused: a pause cures nothing.
 */
export class Delay {
  state = "";
  #time = -1;
  #since = 0;
  #looked = 0;

  /**
   * @param {{paused: boolean, seeking: boolean, currentTime: number}} audio
   * @param {number} now in milliseconds, of a clock that only goes forward
   * @returns {string} the new state; empty without a delay
   */
  look({ paused, seeking, currentTime }, now) {
    const moved = currentTime !== this.#time;
    if (paused || moved || now - this.#looked > ASLEEP) this.#since = now;
    this.#time = currentTime;
    this.#looked = now;
    if (paused ? this.state === "slow" : moved && !seeking) this.state = "";
    if (now - this.#since >= SLOW) this.state = now - this.#since >= LATE ? "late" : "slow";
    return this.state;
  }
}

/**
 * Return the name of an error from what the server answers.
 * @param {{status: number, type: string} | null} answer null without one
 * @param {boolean} online
 * @param {number | undefined} code of the browser's MediaError
 */
export function errorOf(answer, online, code) {
  if (!online) return "offline";
  if (!answer) return "network";
  if (answer.status === 404 || answer.status === 410) return "missing";
  if (answer.status >= 400) return "busy";
  if (answer.type.startsWith("text/html")) return "elsewhere"; // a network's own page, to sign in
  return code === MEDIA_ERR_NETWORK ? "network" : "broken";
}

/**
 * Return the name of the error that a browser did not let audio begin; empty for another reason.
 * @param {unknown} reason why it did not play
 */
export function refusal(reason) {
  return reason instanceof DOMException && reason.name === "NotAllowedError" ? "refused" : "";
}

/** Return what the server answers at an address. @param {string} address */
async function ask(address) {
  try {
    const signal = AbortSignal.timeout(ANSWER);
    const { status, headers } = await fetch(address, { method: "HEAD", cache: "no-store", signal });
    return { status, type: headers.get("Content-Type") ?? "" };
  } catch {
    return null;
  }
}

export class Errors {
  /** Name of the message that is shown. */
  #shown = "";
  /** Seconds of the audio where it failed. */
  #at = 0;
  /** True if the listener has begun to listen and not paused; a browser may pause audio that fails. */
  #wanted = false;
  #delay = new Delay();
  #timer = 0;

  /**
   * @param {import("../../frame/element.js").PageElement} player
   * @param {HTMLAudioElement} audio
   * @param {AbortSignal} signal
   */
  constructor(player, audio, signal) {
    this.player = player;
    this.message = player.find("[data-fault]");
    this.button = player.find("[data-act=retry]");
    this.play = player.find("[data-act=play]");
    this.audio = audio;
    audio.addEventListener("error", () => this.#failed(), { signal });
    audio.addEventListener("play", () => this.#begun(), { signal });
    audio.addEventListener("pause", () => (this.#wanted &&= audio.error !== null), { signal });
    addEventListener("online", () => this.#online(), { signal });
    signal.addEventListener("abort", () => clearInterval(this.#timer));
  }

  /** True if playing on is of no use: the audio must be fetched again, by `retry`. */
  get failed() {
    return this.audio.error !== null || !this.button.hidden;
  }

  /** Show the message with that name in the page; an empty name removes it. @param {string} name */
  show(name) {
    const again = AGAIN.includes(name);
    if (!again && this.button === document.activeElement) this.play.focus(); // before the button goes
    if (again && this.button.hidden) this.#at = this.audio.currentTime || this.#at;
    this.#shown = name;
    this.button.hidden = !again;
    this.message.textContent = (name && this.message.dataset[name]) || "";
    this.message.parentElement?.classList.toggle("error", again);
    this.player.toggleAttribute("data-slow", name === "slow");
  }

  /** Fetch the audio again and continue where it stopped. */
  retry() {
    const at = this.audio.currentTime || this.#at;
    this.#delay = new Delay();
    this.show("");
    this.audio.src = anew(this.audio.src);
    goTo(this.audio, at);
    // no message here unless it is refused: the "error" event is fired again if this does not help
    this.audio.play().catch((reason) => refusal(reason) && this.show(refusal(reason)));
  }

  async #failed() {
    const { audio } = this;
    const failure = audio.error;
    if (!this.#wanted) return; // it is fetched again when the listener wants to hear more
    audio.pause();
    const answer = navigator.onLine ? await ask(audio.src) : null;
    const name = errorOf(answer, navigator.onLine, failure?.code);
    if (audio.error === failure) this.show(name);
  }

  /** Look at the audio as long as it should sound. */
  #begun() {
    this.#wanted = true;
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#look(), LOOK);
  }

  #look() {
    if (this.audio.paused) clearInterval(this.#timer);
    const before = this.#delay.state;
    const state = this.#delay.look(this.audio, performance.now());
    if (state === before) return;
    const name = state && (navigator.onLine ? state : "offline");
    if (name !== this.#shown) this.show(name); // an alert is announced again if it is set again
  }

  /** Continue by itself what a lost connection stopped. */
  #online() {
    const stopped = ["late", "network", "offline"].includes(this.#shown);
    if (stopped && this.#wanted) this.retry();
  }
}
