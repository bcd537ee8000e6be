// <consent-settings>: the form on the settings page. Withdrawing is as easy as accepting.

import { choices, choose } from "./choice.js";

class ConsentSettings extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", this);
    document.addEventListener("hallbar:consent", this);
    this.#show();
  }

  disconnectedCallback() {
    document.removeEventListener("hallbar:consent", this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "hallbar:consent") return this.#show();
    event.preventDefault();
    this.#save();
  }

  get #radios() {
    return [...this.querySelectorAll("input")];
  }

  /** Tick what is stored; without a record nothing is ticked. */
  #show() {
    const stored = choices();
    for (const radio of this.#radios) {
      if (stored && radio.name in stored) radio.checked = stored[radio.name] === (radio.value === "yes");
    }
  }

  #save() {
    const ticked = this.#radios.filter((radio) => radio.checked);
    const made = Object.fromEntries(ticked.map((radio) => [radio.name, radio.value === "yes"]));
    if (!ticked.length) return this.#say("nothing");
    const stored = choose(made);
    this.#say(stored ? (ticked.every((radio) => radio.value === "yes") ? "yes" : "no") : "failed");
  }

  /** @param {string} what */
  #say(what) {
    const status = this.querySelector("[role=status]");
    if (status instanceof HTMLElement) status.textContent = status.dataset[what] ?? "";
  }
}

customElements.define("consent-settings", ConsentSettings);
