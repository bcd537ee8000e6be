// <search-results>: the field and the results of the results page, which need JavaScript.

import { PageElement } from "../../frame/element.js";
import { Results } from "./results.js";

class SearchResults extends PageElement {
  connectedCallback() {
    super.connectedCallback();
    this.replaceChildren(this.find("template", HTMLTemplateElement).content);
    this.results = new Results(this);
    this.listen(this, "submit", "click");
    this.listen(window, "hashchange", "pagehide");
    this.results.arrive();
  }

  /** @param {Event} event */
  handleEvent(event) {
    this.results?.handle(event);
  }
}

customElements.define("search-results", SearchResults);
