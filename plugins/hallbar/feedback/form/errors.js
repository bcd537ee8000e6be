// The errors in the fields of a form: at each field, and in the summary above the form (WCAG 2.2 3.3.1).

import { focusOn, setOrRemove } from "./focus.js";

/** `fields`: selector of the fields that it concerns. @typedef {{name: string, fields: string, wrong: () => boolean}} FieldError */

export class Errors {
  /** @param {HTMLElement} form @param {FieldError[]} all in the order of the form */
  constructor(form, all) {
    this.form = form;
    this.all = all;
  }

  /** Show all errors in the form. Return true if there is one. */
  show() {
    for (const error of this.all) this.#mark(error, error.wrong());
    return this.shown;
  }

  /** Hide the errors that are right now. Return true if one is left. */
  hide() {
    for (const error of this.all) if (!error.wrong()) this.#mark(error, false);
    return this.shown;
  }

  /** Show an error that the service has found, by its key. Return false if it is none of a field. @param {string} key */
  add(key) {
    const error = this.all.find(({ name }) => name === key);
    if (error) this.#mark(error, true);
    return Boolean(error);
  }

  /** Move focus from a link of the summary to the first field of its error. @param {Element} link */
  follow(link) {
    const name = link.closest("[data-summary]")?.getAttribute("data-summary");
    const error = this.all.find((each) => each.name === name);
    const field = this.form.querySelector(error?.fields ?? "");
    if (!(field instanceof HTMLElement)) return;
    focusOn(field);
    const label = this.form.querySelector(`[for="${field.id}"]`) ?? field.closest("fieldset");
    label?.scrollIntoView({ block: "nearest" }); // the question is seen with its field
  }

  get shown() {
    return this.form.querySelector("[data-error]:not([hidden])") !== null;
  }

  /** @param {FieldError} error @param {boolean} wrong */
  #mark({ name, fields }, wrong) {
    const message = this.form.querySelector(`[data-error=${name}]`);
    for (const element of [message, this.form.querySelector(`[data-summary=${name}]`)]) {
      element?.toggleAttribute("hidden", !wrong);
    }
    for (const field of this.form.querySelectorAll(fields)) tie(field, message?.id ?? "", wrong);
  }
}

/** Tie an error to its field, or free it: first in its description, and invalid. @param {Element} field @param {string} id @param {boolean} wrong */
function tie(field, id, wrong) {
  const others = (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((other) => other && other !== id);
  setOrRemove(field, "aria-describedby", (wrong ? [id, ...others] : others).join(" "));
  const invalid = wrong || others.some((other) => other.includes("-error-"));
  setOrRemove(field, "aria-invalid", invalid ? "true" : "");
}
