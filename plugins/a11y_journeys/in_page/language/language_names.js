// Names of languages, which are understood only if they are pronounced in their own language.

import { selector } from "../dom/selector.js";
import { isShown, languageOf } from "./declared.js";

const CONTROLS = "a, button, option, label, summary";
const CODES =
  `ar arb bg bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu is it ja ko ku lt lv mk mt nb nl nn
  no pl pt ro ru se sk sl so sq sr sv ta th ti tr uk ur vi yi zh`.split(/\s+/);

/** Return the controls that show a language's name for itself and are declared to be in another language. */
export function undeclared() {
  const codes = codesByName(linkedLanguages());
  const all = [...document.querySelectorAll(CONTROLS)].filter(isShown);
  return all.flatMap((control) => {
    const text = (control.textContent ?? "").trim();
    const code = codes.get(text.toLowerCase());
    const declared = languageOfText(control, text);
    if (!code || base(declared) === base(code) || sameName(declared, code)) return [];
    return [{ place: selector(control), what: text, lang: code }];
  });
}

const linkedLanguages = () =>
  [...document.querySelectorAll("[hreflang]")].map((link) => link.getAttribute("hreflang") ?? "");

/** Return the codes of languages by the languages' names for themselves.
 * @param {string[]} more languages of the page */
export function codesByName(more) {
  const codes = [...more.map(base), ...CODES].filter((code) => nameOf(code, code));
  return new Map(codes.map((code) => [nameOf(code, code).toLowerCase(), code]));
}

/** Return the name of a language, empty if it is not known.
 * @param {string} code @param {string} lang the language of the name */
function nameOf(code, lang) {
  try {
    return new Intl.DisplayNames([lang], { type: "language", fallback: "none" }).of(code) ?? "";
  } catch {
    return ""; // not the code of a language, which other rules report
  }
}

/** Return true if a language has the same name in another. @param {string} lang @param {string} code */
export const sameName = (lang, code) => nameOf(code, lang).toLowerCase() === nameOf(code, code).toLowerCase();

/** Return the language of the innermost element that holds the whole text.
 * @param {Element} element @param {string} text @returns {string} */
function languageOfText(element, text) {
  const inner = [...element.children].find((child) => (child.textContent ?? "").trim() === text);
  return inner ? languageOfText(inner, text) : languageOf(element);
}

/** Return a language without its region. @param {string} lang */
export const base = (lang) => (lang.split("-")[0] ?? "").toLowerCase();
