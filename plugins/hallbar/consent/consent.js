// <consent-gate>: holds a feature back, inert in its <template>, until the visitor has chosen.

import { PageElement } from "../frame/element.js";
import { accepted } from "../frame/storage.js";
import { choices, choose, refused } from "./choice.js";
import { ignoreSecondPress } from "./presses.js";

class ConsentGate extends PageElement {
  /** @type {HTMLElement | null} the opened content */
  #opened = null;
  #once = false;
  #saidNo = false;

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
    if (choice && event instanceof MouseEvent) this.#pressed(choice, event);
  }

  get #category() {
    return this.getAttribute("category") ?? "";
  }

  /** @param {string} choice accept, once, or again (once, by a visitor who has said no) @param {MouseEvent} press */
  #pressed(choice, press) {
    this.#once = true;
    this.#open(press);
    const stored = choice === "accept" && choose({ [this.#category]: true });
    this.#once = !stored; // also if the browser blocks cookies
    this.#announce(stored ? "accept" : choice === "accept" ? "failed" : "once");
  }

  /** @param {string} outcome */
  #announce(outcome) {
    const status = this.querySelector("[role=status]");
    if (!(status instanceof HTMLElement)) return;
    status.textContent = status.dataset[outcome] ?? "";
    // What was chosen and could not be stored must be seen, not only heard.
    status.classList.toggle("visually-hidden", outcome !== "failed");
  }

  /** Follow the stored choice. "Once" lasts until the visitor says no. */
  #follow() {
    const saidNo = choices()?.[this.#category] === false;
    this.toggleAttribute("data-refused", refused(this.#category));
    if (accepted(this.#category)) this.#open(null);
    else if (!this.#once || (saidNo && !this.#saidNo)) this.#close();
    this.#saidNo = saidNo;
  }

  /** @param {MouseEvent | null} press of a button here: focus moves, and sound may start */
  #open(press) {
    const template = this.querySelector("template");
    if (this.#opened || !template) return;
    this.#opened = document.createElement("div");
    this.#opened.toggleAttribute("data-opened", true);
    this.#opened.toggleAttribute("data-pressed", press !== null);
    this.#opened.append(template.content.cloneNode(true));
    this.append(this.#opened);
    this.#notice.hidden = true;
    if (press) {
      ignoreSecondPress(this.#opened, press);
      this.#moveFocus(this.#opened);
    }
  }

  /** Move focus to the element that asks for it, or else to the opened content by its name, until it leaves.
   * @param {HTMLElement} opened */
  #moveFocus(opened) {
    const first = opened.querySelector("[data-consent-focus]");
    if (first instanceof HTMLElement) return first.focus();
    const { title = "" } = this.dataset;
    if (title) {
      opened.setAttribute("role", "group");
      opened.setAttribute("aria-labelledby", title);
    }
    opened.tabIndex = -1;
    opened.addEventListener("blur", () => opened.removeAttribute("tabindex"), { once: true });
    opened.focus();
  }

  #close() {
    if (!this.#opened) return;
    const hadFocus = this.#opened.contains(document.activeElement);
    this.#opened.remove();
    this.#opened = null;
    this.#once = false;
    this.#notice.hidden = false;
    this.#announce("");
    const buttons = [...this.#notice.querySelectorAll("button")];
    if (hadFocus) buttons.find((button) => button.offsetParent)?.focus();
  }

  get #notice() {
    return this.find("[data-consent-notice]");
  }
}

customElements.define("consent-gate", ConsentGate);
