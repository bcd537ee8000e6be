// The parts of the panel, or of the results: each belongs to kinds of answers.

/** Show the parts for a kind of answer, and hide the others. @param {HTMLElement} root @param {string} kind */
export function showOnly(root, kind) {
  for (const part of root.querySelectorAll("[data-part]")) {
    part.toggleAttribute("hidden", !part.getAttribute("data-part")?.split(" ").includes(kind));
  }
  root.hidden = false;
}

/**
 * Return the text of the part for `searching` or `failed`.
 * @param {import("../../frame/element.js").PageElement} host
 * @param {string} kind
 */
export function partText(host, kind) {
  return host.find(`[data-part=${kind}] [data-said]`).textContent;
}
