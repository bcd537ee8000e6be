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

  /** Refuse every category with one press. */
  #refuse() {
    this.#announce(
      choose(Object.fromEntries(this.#radios.map(({ name }) => [name, false]))) ? "no" : "failed",
    );
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
    this.#receipt();
  }

  /** Show the stored record, which the visitor may read and download. */
  #receipt() {
    const stored = record();
    this.find("[data-receipt]").hidden = stored === null;
    if (!stored) return;
    this.find("[data-date]").textContent = stored.date;
    this.find("[data-version]").textContent = stored.version;
    for (const [category, yes] of Object.entries(stored.choices)) {
      const choice = this.querySelector(`[data-category="${CSS.escape(category)}"]`);
      if (choice instanceof HTMLElement) choice.textContent = choice.dataset[yes ? "yes" : "no"] ?? "";
    }
    const text = JSON.stringify({ site: base.href, ...stored }, null, 2);
    this.find("[data-download]").setAttribute("href", `data:application/json,${encodeURIComponent(text)}`);
  }

  #save() {
    const checked = this.#radios.filter((radio) => radio.checked);
    const made = Object.fromEntries(checked.map((radio) => [radio.name, radio.value === "yes"]));
    if (!checked.length) return this.#announce("nothing");
    const values = [...new Set(checked.map((radio) => radio.value))];
    this.#announce(choose(made) ? (values.length > 1 ? "some" : (values[0] ?? "")) : "failed");
  }

  /** @param {string} key of the text */
  #announce(key) {
    const status = this.find("[role=status]");
    status.textContent = status.dataset[key] ?? "";
  }
}

customElements.define("consent-settings", ConsentSettings);
