// <consent-receipt>: shows the stored record to the visitor, who may download it on the register's page.

import { PageElement } from "../frame/element.js";
import { attempt } from "../frame/storage.js";
import { base, record } from "./choice.js";

/** Return a date as people write it: 23 november 2026, 23 November 2026.
 * @param {string} date year-month-day @param {string} lang */
export function written(date, lang) {
  const format = () => new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
  return attempt(() => format().format(new Date(`${date}T00:00`))) ?? date;
}

class ConsentReceipt extends PageElement {
  connectedCallback() {
    super.connectedCallback();
    this.listen(document, "hallbar:consent");
    this.handleEvent();
  }

  handleEvent() {
    const stored = record();
    this.hidden = stored === null;
    if (!stored) return;
    const time = this.find("time", HTMLTimeElement);
    time.dateTime = stored.date;
    time.textContent = written(stored.date, document.documentElement.lang);
    for (const [category, yes] of Object.entries(stored.choices)) {
      const choice = this.querySelector(`[data-category="${CSS.escape(category)}"]`);
      if (choice instanceof HTMLElement) choice.textContent = choice.dataset[yes ? "yes" : "no"] ?? "";
    }
    this.querySelector("[data-version]")?.replaceChildren(stored.version);
    const text = JSON.stringify({ site: base.href, ...stored }, null, 2);
    const file = `data:application/json,${encodeURIComponent(text)}`;
    this.querySelector("[data-download]")?.setAttribute("href", file);
  }
}

customElements.define("consent-receipt", ConsentReceipt);
