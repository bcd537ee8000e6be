// The words of a query, and what counts as a form of a word.

/** Signs that a query may have; more is not read. */
const LONGEST = 200;
const MOST_WORDS = 12;

/** Words that carry no meaning of their own in a query: function words of Swedish and English. */
const FUNCTION_WORDS = {
  sv: `
    alla allt att av bara de dem den denna deras dess det detta dig din dina ditt du där då efter ej eller en er era ert
    ett finns fick får för från ha hade han hans har hen henne hennes hon hur hör i icke ifall igen in inga ingen inget
    inom inte ja jag kan kring kunde man med mellan men mig min mina mitt mot många måste mycket ni nu när nån något
    några någon och om oss på samt sedan ser sig sin sina sitt ska skall skulle som så till under upp ur ut utan vad
    var vara varför varje vars vart vem vems vi via vid vilka vilken vilket vill visa våra vår vårt än är även åt över`,
  en: `
    a about all am an and any are as at be been but by can could did do does for from get had has have he her his how i
    if in into is it its may me must my no not of on or our shall she should so some such than that the their them then
    there these they this those to us was we were what when where which who whom whose why will with would you your`,
};

/** Endings of inflected forms: a word that is known without one of them is known. */
const ENDINGS = {
  sv: `a an ar are aren arens arna arnas ars as at ats de dde e el elserna en ena enas ens er erna ernas ers es et ets
    n na nas ns or orna ornas ors r s t te ts ad ade ades ande andet i is ig iga igt`,
  en: "s es ed d ing er ers ly 's",
};

/** @param {string} text */
const listOf = (text) => text.trim().split(/\s+/);

/** @type {Record<string, Set<string>>} */
const WITHOUT_MEANING = Object.fromEntries(
  Object.entries(FUNCTION_WORDS).map(([lang, text]) => [lang, new Set(listOf(text).map(plain))]),
);

/** @type {Record<string, string[]>} */
const FORMS = Object.fromEntries(
  Object.entries(ENDINGS).map(([lang, text]) => [lang, ["", ...listOf(text)]]),
);

/**
 * Return a text in small letters, without diacritics, soft hyphens and signs of no width.
 * @param {string} text
 */
export function plain(text) {
  return text
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase();
}

/**
 * Return the words of a query as they were written, without signs around them.
 * @param {string} query
 */
export function queryWords(query) {
  const found = query
    .slice(0, LONGEST)
    .normalize("NFC")
    .replace(/\p{Cf}/gu, "")
    .split(/[\s\p{Z}\p{Cc}]+/u)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter(Boolean);
  return [...new Map(found.map((word) => [plain(word), word])).values()].slice(0, MOST_WORDS);
}

/**
 * Return the parts of a word with signs inside: `och/eller` → och, eller.
 * @param {string} word
 */
export function wordParts(word) {
  return word.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/**
 * Return the words that carry a meaning; all of them if none does ("om oss").
 * @param {string[]} all
 * @param {string} lang
 */
export function meaningful(all, lang) {
  const without = WITHOUT_MEANING[lang];
  const kept = without ? all.filter((word) => !without.has(plain(word))) : all;
  return kept.length ? kept : all;
}

/**
 * Return the endings of a language's inflected forms, the empty one first.
 * @param {string} lang
 */
export function endingsOf(lang) {
  return FORMS[lang] ?? [""];
}

/**
 * Return true if a word of a page begins with a word of the query, or with it but for an ending.
 * @param {string} wanted
 * @param {string} found
 * @param {string} lang
 */
export function isForm(wanted, found, lang) {
  const query = plain(wanted);
  const text = plain(found);
  return endingsOf(lang).some((ending) => {
    const stem = query.slice(0, query.length - ending.length);
    return query.endsWith(ending) && (!ending || stem.length > 2) && text.startsWith(stem);
  });
}
