// The personal details in a text, shown before it is sent. What is found here, the service would remove.

import { focusOn } from "./focus.js";
import { found, redacted } from "./redaction.js";

export class Personal {
  /** @param {HTMLElement} panel @param {HTMLTextAreaElement} field */
  constructor(panel, field) {
    this.panel = panel;
    this.field = field;
  }

  /** Show the text, with each detail marked and named, and a reason for each kind. Return true if there is one. */
  show() {
    const details = found(this.field.value);
    const names = this.#reasons(new Set(details.map(({ kind }) => /** @type {string} */ (kind))));
    this.panel.querySelector("[data-marked]")?.replaceChildren(...this.#pieces(details, names));
    return details.length > 0;
  }

  /** Replace the details in the text. */
  remove() {
    this.field.value = redacted(this.field.value).text;
  }

  /** Move to the text, with its first detail selected. */
  edit() {
    const [first] = found(this.field.value);
    focusOn(this.field);
    if (first) this.field.setSelectionRange(first.start, first.end);
  }

  /** Show the reasons for some kinds of details. Return the names of all kinds. @param {Set<string>} kinds */
  #reasons(kinds) {
    /** @type {Record<string, string>} */
    const names = {};
    for (const reason of this.panel.querySelectorAll("[data-kind]")) {
      const kind = reason.getAttribute("data-kind") ?? "";
      names[kind] = reason.getAttribute("data-name") ?? "";
      reason.toggleAttribute("hidden", !kinds.has(kind));
    }
    return names;
  }

  /** @param {ReturnType<typeof found>} details @param {Record<string, string>} names */
  #pieces(details, names) {
    const text = this.field.value;
    const pieces = details.flatMap(({ start, end, kind }, place) => [
      text.slice(details[place - 1]?.end ?? 0, start),
      markOf(text.slice(start, end), names[kind] ?? ""),
    ]);
    return [...pieces, text.slice(details.at(-1)?.end ?? 0)];
  }
}

/** Return a detail with its name in words, as colour alone says nothing to many (WCAG 2.2 1.4.1). @param {string} detail @param {string} name */
function markOf(detail, name) {
  const element = document.createElement("mark");
  const label = document.createElement("span");
  label.textContent = ` (${name})`;
  element.append(detail, label);
  return element;
}
