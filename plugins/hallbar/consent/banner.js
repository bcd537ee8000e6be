// <consent-banner>: asks once for the categories that have no gate. Esc is no choice; it covers nothing.

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

  /** Show the banner while a category has no choice. Global Privacy Control counts as a choice. */
  #follow() {
    if (this.#pressed) return;
    const made = choices() ?? {};
    this.hidden = signalled || this.#categories.every((category) => category in made);
  }

  /** @param {boolean} yes */
  #choose(yes) {
    this.#pressed = true; // the confirmation stays until the visitor closes it
    const stored = choose(Object.fromEntries(this.#categories.map((category) => [category, yes])));
    this.find("[data-consent-question]").hidden = true;
    const confirmation = this.find("[data-consent-said]");
    const text = this.find("[data-yes]");
    text.textContent = text.dataset[stored ? (yes ? "yes" : "no") : "failed"] ?? "";
    confirmation.hidden = false;
    confirmation.focus();
  }
}

customElements.define("consent-banner", ConsentBanner);
