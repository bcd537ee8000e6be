// The words of a query, and what counts as a form of a word.

/** Signs and words of a query that are read; more than any question has. */
const MOST_SIGNS = 300;
const MOST_WORDS = 12;

/** Letters before an ending. */
const LEAST_OF_STEM = 4;

/** Words that carry no meaning of their own in a query. */
const FUNCTION_WORDS = {
  sv: `alla allt att av bara behöver blir bli bör de dem den denna deras dess det detta dig din dina ditt du där då efter
    ej eller en er era ert ett finns fick får för från ge ger gör göra ha hade han hans har hen henne hennes hon hur här i
    icke ifall in inga ingen inget inom inte ja jag kan kring kunde man med mellan men mig min mina mitt mot många måste
    mycket ni nu när någon något några och om oss på samt sedan ser sig sin sina sitt ska skall skulle som så till under
    upp ur ut utan vad var vara varför varje vars vart vem vems vi via vid vilka vilken vilket vill våra vår vårt än är
    även åt över`,
  en: `a about all am an and any are as at be been but by can could did do does for from get had has have he her his how
    i if in into is it its may me must my no not of on or our shall she should so some such than that the their them
    then there these they this those to us was we were what when where which who whom whose why will with would you your`,
};

/** Endings that make forms of one word, without diacritics. The vocabulary has one form of each word. */
const ENDINGS = {
  sv: `a ad ade ades an ande andet ar are aren arens arna arnas ars as at ats d de dd e en ena enas ens er erna ernas ers
    es et ets ing ingar ingarna ingen ingens n na nas ning ningar ningarna ningen ningens ns or orna ornas ors r s t te
    ts um`,
  en: "s es ed d ing er ers ly e",
};

/** @type {Record<string, Set<string>>} */
const WITHOUT_MEANING = Object.fromEntries(
  Object.entries(FUNCTION_WORDS).map(([lang, text]) => [lang, new Set(split(plain(text)))]),
);

/** @type {Record<string, string[]>} */
const FORMS = Object.fromEntries(Object.entries(ENDINGS).map(([lang, text]) => [lang, split(text)]));

/** @param {string} text */
function split(text) {
  return text.split(/[\s\p{Z}\p{Cc}]+/u).filter(Boolean);
}

/**
 * Return a text in small letters, without diacritics and signs of no width: as the index compares.
 * @param {string} text
 */
export function plain(text) {
  return text
    .normalize("NFD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase();
}

/**
 * Return the words of a query as they were written, each once, without signs around them.
 * @param {string} query
 * @returns {string[]}
 */
export function queryWords(query) {
  const found = split(
    query
      .slice(0, MOST_SIGNS)
      .normalize("NFKC")
      .replace(/\p{Cf}/gu, ""),
  )
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter(Boolean);
  return [...new Map(found.map((word) => [plain(word), word])).values()].slice(0, MOST_WORDS);
}

/**
 * Return true if the whole query is in quotation marks: its words are wanted in this order.
 * @param {string} query
 */
export function isPhrase(query) {
  return /^\s*["“”„»«'’].+\s.+["“”»«'’]\s*$/su.test(query);
}

/**
 * Return the parts of a word with signs in it: `och/eller` → och, eller.
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
  const kept = all.filter((word) => hasMeaning(word, lang));
  return kept.length ? kept : all;
}

/**
 * @param {string} word
 * @param {string} lang
 */
export function hasMeaning(word, lang) {
  return !WITHOUT_MEANING[lang]?.has(plain(word));
}

/**
 * Return what a plain word may be without an ending, itself first.
 * @param {string} word
 * @param {string} lang
 */
export function stemsOf(word, lang) {
  const endings = (FORMS[lang] ?? []).filter((ending) => word.endsWith(ending));
  const stems = endings.map((ending) => word.slice(0, word.length - ending.length));
  return [word, ...stems.filter((stem) => stem.length >= LEAST_OF_STEM)];
}

/**
 * Return true if a word of a page begins with a word of the query, or with it but for an ending.
 * @param {string} wanted
 * @param {string} found
 * @param {string} lang
 */
export function isForm(wanted, found, lang) {
  const text = plain(found);
  return stemsOf(plain(wanted), lang).some((stem) => text.startsWith(stem));
}

/**
 * Return true if a word, or a form of it, begins with a plain one that is not written in full yet: worki, work.
 * @param {string} begun
 * @param {string} word
 * @param {string} lang
 */
export function mayBecome(begun, word, lang) {
  const text = plain(word);
  if (text.startsWith(begun)) return true;
  if (text.length < LEAST_OF_STEM || !begun.startsWith(text)) return false;
  return (FORMS[lang] ?? []).some((ending) => ending.startsWith(begun.slice(text.length)));
}
