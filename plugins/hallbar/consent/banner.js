// <consent-banner>: asks once for the categories that have no gate. Esc is no choice; it covers nothing.
//
// early.js says before the first paint if it asks: `<html data-asks>`.

import { PageElement } from "../frame/element.js";
import { choose } from "./choice.js";
import { ignoreSecondPress } from "./presses.js";

class ConsentBanner extends PageElement {
  connectedCallback() {
    super.connectedCallback();
    this.listen(this, "click");
  }

  /** @param {Event} event */
  handleEvent(event) {
    const choice = event.target instanceof Element ? event.target.getAttribute("data-consent") : null;
    if (choice === "close") this.hidden = true;
    else if (choice && event instanceof MouseEvent) this.#choose(choice === "accept", event);
  }

  /** Store the choice and confirm it, until the visitor closes the banner.
   * @param {boolean} yes @param {MouseEvent} press */
  #choose(yes, press) {
    const categories = (this.getAttribute("categories") ?? "").split(" ");
    this.toggleAttribute("data-answered", true);
    const stored = choose(Object.fromEntries(categories.map((category) => [category, yes])));
    this.find("[data-consent-question]").hidden = true;
    const confirmation = this.find("[data-consent-said]");
    const text = this.find("[data-yes]");
    text.textContent = text.dataset[stored ? (yes ? "yes" : "no") : "failed"] ?? "";
    confirmation.hidden = false;
    confirmation.focus();
    ignoreSecondPress(confirmation, press);
  }
}

customElements.define("consent-banner", ConsentBanner);
