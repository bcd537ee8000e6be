// <consent-settings>: the form on the settings page. Withdrawing is as easy as accepting.

import { PageElement } from "../frame/element.js";
import { choices, choose, signalled } from "./choice.js";

class ConsentSettings extends PageElement {
  connectedCallback() {
    super.connectedCallback();
    this.listen(this, "submit", "click");
    this.listen(document, "hallbar:consent");
    this.#show();
  }

  /** @param {Event} event */
  handleEvent(event) {
    const { type, target } = event;
    if (type === "hallbar:consent") return this.#show();
    if (type === "submit") {
      event.preventDefault();
      this.#save();
    } else if (target instanceof Element && target.matches("[data-consent=refuse]")) {
      this.#choose(this.#radios.map(({ name }) => [name, false]));
    }
  }

  get #radios() {
    return [...this.querySelectorAll("input")];
  }

  /** Select the stored choices; without a record nothing is selected. */
  #show() {
    const stored = choices();
    for (const radio of this.#radios) {
      if (stored && radio.name in stored) radio.checked = stored[radio.name] === (radio.value === "yes");
    }
    this.find("[data-signalled]").hidden = !signalled;
  }

  #save() {
    const checked = this.#radios.filter((radio) => radio.checked);
    if (checked.length) this.#choose(checked.map(({ name, value }) => [name, value === "yes"]));
    else this.#ask();
  }

  /** @param {[string, boolean][]} made */
  #choose(made) {
    const answers = new Set(made.map(([, yes]) => yes));
    const stored = choose(Object.fromEntries(made));
    this.#announce(!stored ? "failed" : answers.size > 1 ? "some" : answers.has(true) ? "yes" : "no");
  }

  /** Show the error above the first question, which it describes, and move focus there. */
  #ask() {
    this.#announce("nothing");
    this.#radios[0]?.focus();
    this.find("[data-error]").scrollIntoView({ block: "nearest" });
  }

  /** Show one message: an outcome below the buttons, or the error. @param {string} name */
  #announce(name) {
    const nothing = name === "nothing";
    const message = this.find(`template[data-message=${name}]`, HTMLTemplateElement).content.cloneNode(true);
    this.find("[data-error]").replaceChildren(...(nothing ? [message] : []));
    this.find("[data-outcome]").replaceChildren(...(nothing ? [] : [message]));
    this.find("fieldset").setAttribute("aria-invalid", `${nothing}`);
  }
}

customElements.define("consent-settings", ConsentSettings);
