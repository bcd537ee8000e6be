// <consent-banner>: asks once for the categories that no gate asks for. Esc is no choice; it covers nothing.

import { PageElement } from "../frame/element.js";
import { choices, choose, signalled } from "./choice.js";

class ConsentBanner extends PageElement {
  #pressed = false;

  connectedCallback() {
    super.connectedCallback();
    this.listen(this, "click");
    this.listen(document, "hallbar:consent");
    this.#follow();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "hallbar:consent") return this.#follow();
    const choice = event.target instanceof Element ? event.target.getAttribute("data-consent") : null;
    if (choice === "close") this.hidden = true;
    else if (choice) this.#choose(choice === "accept");
  }

  get #categories() {
    return (this.getAttribute("categories") ?? "").split(" ");
  }

  /** Shown while something is not answered; a browser that says no for its visitor (GPC) has answered. */
  #follow() {
    if (this.#pressed) return;
    const made = choices() ?? {};
    this.hidden = signalled || this.#categories.every((category) => category in made);
  }

  /** @param {boolean} yes */
  #choose(yes) {
    this.#pressed = true; // what it says now stays until it is closed
    const stored = choose(Object.fromEntries(this.#categories.map((category) => [category, yes])));
    this.find("[data-consent-question]").hidden = true;
    const said = this.find("[data-consent-said]");
    const text = this.find("[data-yes]");
    text.textContent = text.dataset[stored ? (yes ? "yes" : "no") : "failed"] ?? "";
    said.hidden = false;
    said.focus();
  }
}

customElements.define("consent-banner", ConsentBanner);
