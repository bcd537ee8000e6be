// Texts that are seen or announced, with the language that the page declares for them.

import { selector } from "../dom/selector.js";
import { textNodes } from "../dom/text_nodes.js";
import { blockOf } from "../layout/text_lines.js";
import { isShown, languageOf } from "./declared.js";

/** @typedef {object} DeclaredText
 * @property {string} place
 * @property {string} lang
 * @property {string} text
 * @property {boolean} own the language is that of the whole page
 * @property {number} home number of the part of the page, equal for texts that belong together; -1 without */

const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "alt", "title", "placeholder"];
const NO_WORDS = "script, style, template, noscript, code, pre, kbd, samp, var, svg, math, [translate=no]";
const REGION = "header, footer, nav, aside, section, form, fieldset, dialog, article, main, [role], body";
const NAMES = "a, cite, td, th, address, option"; // of pages, people and works

/** Return the texts of the page: one for each block and language, and one for each announced attribute. */
export function texts() {
  /** @type {Map<Element, Map<string, DeclaredText>>} */ const blocks = new Map();
  /** @type {Element[]} */ const homes = [];
  for (const { text, parent } of textNodes(document.body)) {
    if (!/\p{L}/u.test(text) || parent.closest(NO_WORDS) || !isShown(parent)) continue;
    const block = blockOf(parent);
    const parts = blocks.get(block) ?? new Map();
    const lang = languageOf(parent);
    const part = parts.get(lang) ?? entry(parent, lang, homes);
    blocks.set(block, parts.set(lang, { ...part, text: `${part.text} ${text}` }));
  }
  return [...[...blocks.values()].flatMap((parts) => [...parts.values()]), ...attributes(homes)];
}

/** @param {Element} element @param {string} lang @param {Element[]} homes grows @returns {DeclaredText} */
function entry(element, lang, homes) {
  const region = element.closest(NAMES) ? null : element.closest(REGION);
  if (region && !homes.includes(region)) homes.push(region);
  const own = !element.closest("body [lang], body[lang]");
  const home = region ? homes.indexOf(region) : -1;
  return { place: selector(element), lang, text: "", own, home };
}

/** @param {Element[]} homes */
function attributes(homes) {
  const named = ATTRIBUTES.map((name) => `[${name}]`).join(",");
  const all = [...document.body.querySelectorAll(named)].filter(isShown);
  return all.flatMap((element) => {
    const values = ATTRIBUTES.map((name) => element.getAttribute(name)).filter((value) => value !== null);
    return values.map((text) => ({ ...entry(element, languageOf(element), homes), text }));
  });
}
