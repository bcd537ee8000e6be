// <consent-gate>: holds a feature back, inert in its <template>, until the visitor has chosen.

import { PageElement } from "../frame/element.js";
import { accepted } from "../frame/storage.js";
import { choices, choose } from "./choice.js";

class ConsentGate extends PageElement {
  /** @type {HTMLElement | null} the opened content */
  #opened = null;
  #once = false;

  connectedCallback() {
    super.connectedCallback();
    this.listen(this, "click");
    this.listen(document, "hallbar:consent");
    this.#follow();
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event.type === "hallbar:consent") return this.#follow();
    const button = event.target instanceof Element ? event.target.closest("[data-consent]") : null;
    const choice = button?.getAttribute("data-consent");
    if (choice) this.#pressed(choice);
  }

  get #category() {
    return this.getAttribute("category") ?? "";
  }

  /** @param {string} choice accept or once */
  #pressed(choice) {
    this.#once = true;
    this.#open(true);
    if (choice === "accept") this.#once = !choose({ [this.#category]: true }); // cookies blocked: as if once
    const status = this.querySelector("[role=status]");
    const outcome = this.#once ? "once" : "accept";
    if (status instanceof HTMLElement) status.textContent = status.dataset[outcome] ?? "";
  }

  /** Follow the stored choice. "Once" lasts until the visitor refuses. */
  #follow() {
    if (accepted(this.#category)) this.#open(false);
    else if (!this.#once || choices()?.[this.#category] === false) this.#close();
  }

  /** @param {boolean} pressed true if the visitor pressed a button here: focus moves, and sound may start */
  #open(pressed) {
    const template = this.querySelector("template");
    if (this.#opened || !template) return;
    this.#opened = document.createElement("div");
    this.#opened.tabIndex = -1;
    this.#opened.toggleAttribute("data-pressed", pressed);
    this.#opened.append(template.content.cloneNode(true));
    this.append(this.#opened);
    this.#notice.hidden = true;
    const first = this.#opened.querySelector("[data-consent-focus]");
    if (pressed) (first instanceof HTMLElement ? first : this.#opened).focus();
  }

  #close() {
    if (!this.#opened) return;
    const hadFocus = this.#opened.contains(document.activeElement);
    this.#opened.remove();
    this.#opened = null;
    this.#once = false;
    this.#notice.hidden = false;
    if (hadFocus) this.#notice.querySelector("button")?.focus();
  }

  get #notice() {
    return this.find("[data-consent-notice]");
  }
}

customElements.define("consent-gate", ConsentGate);
