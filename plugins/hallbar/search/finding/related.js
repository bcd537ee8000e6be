// Words that a stemmer does not take for one: irregular forms (bok, böcker), and words made of one another by rule.

import { plain, stemsOf } from "./query.js";

/** Letters of an irregular form that may be the last part of a compound, and of what is before it. */
const LEAST_OF_FORM = 3;

/**
 * Endings, and what is in their place in another form of the word, or in the verb or noun made of it; plain letters.
 * @type {Record<string, [RegExp, string][]>}
 */
const RULES = {
  sv: [
    [/([^aeiouy])e([lnr])n?s?$/, "$1$2"], // artikeln → artiklar
    [/([^aeiouylr])l(?:ar|arnas?|ars|er|ernas?|ers)$/, "$1el"], // artiklar → artikel
    [/([^aeiouyr])r(?:ar|arnas?|ars)$/, "$1er"], // föräldrarna → förälder
    [/([dkptx])n(?:as?|ar|arnas?)$/, "$1en"], // vuxna → vuxen
    [/(?<=.{4}[aiouy]|.{2}el)ns?$/, ""], // anmälan → anmäla, miljöns → miljö, regeln → regel
    [/(?<=.{2}[ao]r)(?:a|ar|as|at|er|ernas?|ers|ns?)$|(?<=.{2}or)ens?$/, ""], // leverantörer → leverantör: -or is an ending
    [/(?<=.{4})ning(?:en|ar|arna)?s?$/, "a"], // granskning → granska
    [/(?<=.{4})else(?:n|r|rna)?s?$/, "a"], // förnyelse → förnya
    [/(?<=.{3})ation(?:en|er|erna)?s?$/, "era"], // reservation → reservera
    [/(?<=.{3})era(?:r|s|de|t)?$/, "ation"], // reservera → reservation
    [/(?<=.[kpst])te$/, "a"], // köpte → köpa
  ],
  en: [
    [/(?<=.{3})s$/, ""],
    [/(?<=.{2})ing$/, "e"], // making → make
    [/([^aeiou])\1ing$/, "$1"], // running → run
    [/(?<=.{2})or(?=s?$|ed$|ing$)/, "our"], // labor → labour
    [/(?<=.{2})our(?=s?$|ed$|ing$)/, "or"],
    [/(?<=.{3})iz(?=e|ing$|ation)/, "is"], // organization → organisation
    [/(?<=.{3})is(?=e[drs]?$|ing$|ation)/, "iz"],
    [/(?<=.{2})ter(?=s?$)/, "tre"], // center → centre
    [/(?<=.{2})tre(?=s?$)/, "ter"],
  ],
};

/**
 * Return other forms of a word, and words that are made of it or that it is made of; in plain letters.
 * @param {string} word
 * @param {string} lang
 * @param {string[][]} families of irregular forms
 */
export function related(word, lang, families) {
  const wanted = plain(word);
  const ruled = (RULES[lang] ?? []).map(([ending, other]) => wanted.replace(ending, other));
  const stems = [...ruled, ...stemsOf(wanted, lang)];
  const found = new Set([...ruled, ...stems.flatMap((stem) => irregularForms(stem, families))]);
  found.delete(wanted);
  return [...found];
}

/**
 * Return the other irregular forms of a word, or of its last part: läroböcker → lärobok.
 * @param {string} word
 * @param {string[][]} families
 */
function irregularForms(word, families) {
  return families.flatMap((family) => {
    const form = family.find((one) => isLast(one, word)) ?? "";
    return form ? family.filter((one) => one !== form).map((one) => word.slice(0, -form.length) + one) : [];
  });
}

/**
 * @param {string} part
 * @param {string} word
 */
function isLast(part, word) {
  const before = word.length - part.length;
  return before === 0
    ? word === part
    : part.length >= LEAST_OF_FORM && before >= LEAST_OF_FORM && word.endsWith(part);
}
