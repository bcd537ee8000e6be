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
    [/([^aeiouylr])l[ae]r(?:na)?s?$/, "$1el"], // artiklar → artikel
    [/([^aeiouyr])rar(?:na)?s?$/, "$1er"], // föräldrarna → förälder
    [/([dkptx])nar?(?:na)?s?$/, "$1en"], // vuxna → vuxen
    [/(?<=.{4}[aiouy]|.{2}el)ns?$/, ""], // anmälan → anmäla, miljöns → miljö, regeln → regel
    [/(?<=..[ao]r)(?:a[rt]?|er|n)(?:na)?s?$|(?<=..or)ens?$/, ""], // leverantörer → leverantör, whose ör goes as or
    [/(?<=.{4})ning(?:en|ar)?(?:na)?s?$/, "a"], // granskning → granska
    [/(?<=.{4})else[nr]?(?:na)?s?$/, "a"], // förnyelse → förnya
    [/(?<=.{3})ation(?:en|er)?(?:na)?s?$/, "era"], // reservation → reservera
    [/(?<=.{3})era[drst]?$/, "ation"], // reservera → reservation
    [/(?<=.[kpst])te$/, "a"], // köpte → köpa
  ],
  en: [
    [/(?<=.{3})s$/, ""],
    [/(?<=..)ing$/, "e"], // making → make
    [/([^aeiou])\1ing$/, "$1"], // running → run
    [/(?<=..)or(?=s?$|ed$|ing$)/, "our"], // labor → labour
    [/(?<=..)our(?=s?$|ed$|ing$)/, "or"],
    [/(?<=...)iz(?=e[drs]?$|ing$|ation)/, "is"], // organization → organisation
    [/(?<=...)is(?=e[drs]?$|ing$|ation)/, "iz"],
    [/(?<=..)ter(?=s?$)/, "tre"], // center → centre
    [/(?<=..)tre(?=s?$)/, "ter"],
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
    const form = family.find((one) => one === word || (one.length >= LEAST_OF_FORM && endsIn(word, one)));
    return form ? family.map((one) => word.slice(0, -form.length) + one) : [];
  });
}

/**
 * @param {string} word
 * @param {string} part
 */
function endsIn(word, part) {
  return word.length - part.length >= LEAST_OF_FORM && word.endsWith(part);
}
