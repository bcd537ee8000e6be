// Notes on what the player has done: announced politely, and shown if they offer to start again.

import { keepingFocus } from "./focus.js";
import { rangeOf } from "./place.js";

const SHORT = 60; // characters of a sentence that are announced

export class Notes {
  #until = Infinity;

  /** @param {import("../../frame/element.js").PageElement} player */
  constructor(player) {
    this.player = player;
    this.status = player.find("[role=status]");
    this.row = player.find("[data-note]");
    this.text = player.find("[data-note-text]");
  }

  /** Announce the text of that name, which is in the page. @param {string} name */
  say(name) {
    this.status.textContent = this.status.dataset[name] ?? "";
  }

  /** Take an announcement back, if it is still there. @param {string} name */
  unsay(name) {
    if (this.status.textContent === this.status.dataset[name]) this.say("");
  }

  /**
   * Announce it and show it, with the button to start again.
   * @param {string} name
   * @param {number} [until] seconds of the audio, after which it is in the way
   */
  show(name, until = Infinity) {
    this.say(name);
    this.#until = until;
    this.text.textContent = this.status.textContent;
    this.row.hidden = false;
  }

  /**
   * Announce the place that was skipped to: "Heading 3: …", "Sentence 12 of 40: …".
   * @param {ReturnType<import("./cues.js").Cues["count"]>} place
   * @param {boolean} heading
   */
  sayPlace({ cue, number, count }, heading) {
    const text = this.status.dataset[heading ? "heading" : "sentence"] ?? "";
    this.status.textContent = text
      .replace("{number}", String(number))
      .replace("{count}", String(count))
      .replace("{text}", () => beginning(cue && String(rangeOf(cue) ?? "")));
  }

  /** Remove a note that is in the way, unless it is being used. @param {number} time in seconds of the audio */
  expire(time) {
    if (time > this.#until && !this.row.contains(document.activeElement)) this.clear();
  }

  clear() {
    this.#until = Infinity;
    this.status.textContent = "";
    if (!this.row.hidden) keepingFocus(this.player, () => this.row.toggleAttribute("hidden", true));
  }
}

/** Return the first words of a text. @param {string | undefined} text */
export function beginning(text = "") {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length > SHORT ? `${words.slice(0, SHORT).replace(/\s\S*$/, "")}…` : words;
}
