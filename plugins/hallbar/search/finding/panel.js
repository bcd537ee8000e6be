// The panel under the field, with the first results.

import { items, meantItems } from "./list.js";
import { addressed } from "./location.js";
import { partText, showOnly } from "./parts.js";
import { countInWords, kindOf, worded } from "./wording.js";

/** @typedef {import("./engine.js").Found} Found */

const IN_PANEL = 100; // characters of an excerpt

export class Panel {
  /**
   * @param {import("../../frame/element.js").PageElement} host which has the words
   * @param {string} results URL of the results page
   */
  constructor(host, results) {
    this.host = host;
    this.results = results;
    this.element = host.find("section");
  }

  get open() {
    return !this.element.hidden;
  }

  /** The links and buttons that can be used, in their order. */
  get links() {
    const all = /** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll("a, button"));
    return [...all].filter((one) => one.getClientRects().length);
  }

  close() {
    this.element.hidden = true;
  }

  /** Show the text for `searching` or `failed`, and return it. @param {string} kind */
  show(kind) {
    showOnly(this.element, kind);
    return partText(this.host, kind);
  }

  /** Show what was found, and return its count in words. @param {Found} found */
  fill(found) {
    const text = countInWords(this.host, found);
    this.#part("[data-count]").textContent = text;
    this.#part("[data-hits]").replaceChildren(...items(this.#template, found.results, IN_PANEL));
    const meant = this.#part("[data-suggestions]");
    meant.replaceChildren(...meantItems(meant, found, this.results));
    this.#lead(found);
    showOnly(this.element, kindOf(found));
    this.element.scrollTop = 0;
    return text;
  }

  /** Let the last link lead to the same search on the results page. @param {Found} found */
  #lead({ query, total }) {
    for (const link of this.element.querySelectorAll("[data-all]")) {
      link.setAttribute("href", addressed(this.results, query));
    }
    this.#part("[data-all]").textContent = worded(this.host, total === 1 ? "allOne" : "allMany", {
      count: total,
    });
  }

  get #template() {
    return this.host.find("[data-hit]", HTMLTemplateElement);
  }

  /** @param {string} selector */
  #part(selector) {
    return this.host.find(`section ${selector}`);
  }
}
