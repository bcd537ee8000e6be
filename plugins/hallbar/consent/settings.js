// <consent-settings>: the form on the settings page. Withdrawing is as easy as accepting.

import { PageElement } from "../frame/element.js";
import { base, choices, choose, record, signalled } from "./choice.js";

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
    } else if (target instanceof Element && target.matches("[data-consent=refuse]")) this.#refuse();
  }

  /** Withdraw everything by one press. */
  #refuse() {
    this.#say(choose(Object.fromEntries(this.#radios.map(({ name }) => [name, false]))) ? "no" : "failed");
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
    this.find("[data-signalled]").hidden = !signalled;
    this.#receipt();
  }

  /** What is stored, as the visitor may read it and take it along. */
  #receipt() {
    const stored = record();
    this.find("[data-receipt]").hidden = stored === null;
    if (!stored) return;
    this.find("[data-date]").textContent = stored.date;
    this.find("[data-version]").textContent = stored.version;
    for (const [category, yes] of Object.entries(stored.choices)) {
      const said = this.querySelector(`[data-category="${CSS.escape(category)}"]`);
      if (said instanceof HTMLElement) said.textContent = said.dataset[yes ? "yes" : "no"] ?? "";
    }
    const text = JSON.stringify({ site: base.href, ...stored }, null, 2);
    this.find("[data-download]").setAttribute("href", `data:application/json,${encodeURIComponent(text)}`);
  }

  #save() {
    const ticked = this.#radios.filter((radio) => radio.checked);
    const made = Object.fromEntries(ticked.map((radio) => [radio.name, radio.value === "yes"]));
    if (!ticked.length) return this.#say("nothing");
    const said = [...new Set(ticked.map((radio) => radio.value))];
    this.#say(choose(made) ? (said.length > 1 ? "some" : (said[0] ?? "")) : "failed");
  }

  /** @param {string} what */
  #say(what) {
    const status = this.find("[role=status]");
    status.textContent = status.dataset[what] ?? "";
  }
}

customElements.define("consent-settings", ConsentSettings);
