// What a search has found, on the results page.

import { items, meantItems } from "./list.js";
import { partText, showOnly } from "./parts.js";
import { countInWords, kindOf, worded } from "./wording.js";

/** @typedef {import("./engine.js").Found} Found */

const ON_PAGE = 300; // characters of an excerpt

export class Outcome {
  /** @param {import("../../frame/element.js").PageElement} host which has the words */
  constructor(host) {
    this.host = host;
    this.element = host.find("[data-outcome]");
    this.heading = host.find("h2");
    this.list = host.find("[data-hits]");
    this.rest = host.find("[data-rest]");
    this.button = host.find("[data-more]");
  }

  get failed() {
    return !this.element.hidden && !this.host.find("[data-part=failed]").hidden;
  }

  close() {
    this.element.hidden = true;
  }

  /** Return the text for `searching` or `failed`. @param {string} kind */
  text(kind) {
    return partText(this.host, kind);
  }

  /** Show it, and return it. @param {string} kind */
  show(kind) {
    showOnly(this.element, kind);
    return this.text(kind);
  }

  /** Show what was found, and return its count in words. @param {Found} found */
  fill(found) {
    this.heading.textContent = countInWords(this.host, found);
    this.list.replaceChildren();
    const meant = this.host.find("[data-suggestions]");
    meant.replaceChildren(...meantItems(meant, found, location.pathname));
    showOnly(this.element, kindOf(found));
    this.extend(found);
    return this.heading.textContent;
  }

  /** Show the results that are not in the list yet. Returns how many there are, in words. @param {Found} found */
  extend({ results, total, used, query }) {
    const fresh = results.slice(this.list.children.length);
    const template = this.host.find("template", HTMLTemplateElement);
    this.list.append(...items(template, fresh, ON_PAGE));
    const text = worded(this.rest, "shown", { shown: results.length, count: total });
    this.host.find("[data-rest-text]").textContent = text;
    this.button.hidden = results.length >= total;
    this.rest.hidden = !total || (this.button.hidden && used === query);
    return text;
  }
}
