// <site-search>: the search of every page.

import { PageElement } from "../../frame/element.js";
import { Field } from "./field.js";
import { linked } from "./styles.js";

class SiteSearch extends PageElement {
  async connectedCallback() {
    super.connectedCallback();
    await linked(new URL("../panel.css", import.meta.url));
    this.find("input").after(this.find("template", HTMLTemplateElement).content);
    this.field = new Field(this);
    this.listen(this, "input", "compositionend", "keydown", "click", "submit", "focusout");
    this.listen(document, "pointerdown");
    this.field.changed(); // before this script came
  }

  /** @param {Event} event */
  handleEvent(event) {
    this.field?.handle(event);
  }
}

customElements.define("site-search", SiteSearch);
