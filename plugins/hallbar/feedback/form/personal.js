// The personal details in a text, shown before it is sent. What is found here, the service would remove.

import { found } from "./redaction.js";

/**
 * Show the text in a panel, with each detail marked and named, and a reason for each kind. Return the first one, or null.
 * @param {HTMLElement} panel @param {string} text
 */
export function showPersonal(panel, text) {
  const details = found(text);
  const kinds = new Set(details.map(({ kind }) => /** @type {string} */ (kind)));
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const reason of panel.querySelectorAll("[data-kind]")) {
    const kind = reason.getAttribute("data-kind") ?? "";
    names.set(kind, reason.getAttribute("data-name") ?? "");
    reason.toggleAttribute("hidden", !kinds.has(kind));
  }
  const pieces = details.flatMap(({ start, end, kind }, place) => [
    text.slice(details[place - 1]?.end ?? 0, start),
    markOf(text.slice(start, end), names.get(kind) ?? ""),
  ]);
  const rest = text.slice(details.at(-1)?.end ?? 0);
  panel.querySelector("[data-marked]")?.replaceChildren(...pieces, rest);
  return details[0] ?? null;
}

/** Return a detail with its name in words, as colour alone says nothing to many (WCAG 2.2 1.4.1). @param {string} detail @param {string} name */
function markOf(detail, name) {
  const element = document.createElement("mark");
  const label = document.createElement("span");
  label.textContent = ` (${name})`;
  element.append(detail, label);
  return element;
}
