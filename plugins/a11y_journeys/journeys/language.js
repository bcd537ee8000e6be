// Every text that is seen or heard, with the language that it is said to be in.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** @typedef {{place: string, lang: string, text: string, own: boolean, home: number}} Said */

  const SPOKEN = ["aria-label", "aria-description", "aria-roledescription", "alt", "title", "placeholder"];
  const NO_WORDS = "script, style, template, noscript, code, pre, kbd, samp, var, svg, math, [translate=no]";
  const REGION = "header, footer, nav, aside, section, form, fieldset, dialog, article, main, [role], body";
  const NAMES = "a, cite, td, th, address, option"; // of pages, people and works
  const CODES =
    `ar arb bg bs ca cs da de el en es et eu fa fi fr ga gl he hi hr hu is it ja ko ku lt lv mk mt nb nl nn
    no pl pt ro ru se sk sl so sq sr sv ta th ti tr uk ur vi yi zh`.split(/\s+/);

  /** @param {Element} element */
  const language = (element) => element.closest("[lang]")?.getAttribute("lang") ?? "";

  /** @param {Element} element */
  function there(element) {
    const shown = element.closest("select") ?? element.closest("details:not([open])") ?? element;
    return shown.checkVisibility({ visibilityProperty: true });
  }

  /** The texts of the page: one for each block and language, and one for each attribute that is read aloud.
   * `own`: whether the language is that of the whole page. `home`: equal for what stands together. */
  function said() {
    /** @type {Map<Element, Map<string, Said>>} */ const blocks = new Map();
    /** @type {Element[]} */ const homes = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = /** @type {Text} */ (walker.currentNode);
      if (!parentElement || !/\p{L}/u.test(data) || parentElement.closest(NO_WORDS) || !there(parentElement))
        continue;
      const block = hallbarCheck.sights.block(parentElement);
      const parts = blocks.get(block) ?? new Map();
      const lang = language(parentElement);
      const part = parts.get(lang) ?? entry(parentElement, lang, homes);
      blocks.set(block, parts.set(lang, { ...part, text: `${part.text} ${data}` }));
    }
    return [...[...blocks.values()].flatMap((parts) => [...parts.values()]), ...attributes(homes)];
  }

  /** @param {Element} element @param {string} lang @param {Element[]} homes @returns {Said} */
  function entry(element, lang, homes) {
    const region = element.closest(NAMES) ? null : element.closest(REGION);
    if (region && !homes.includes(region)) homes.push(region);
    const own = !element.closest("body [lang], body[lang]");
    return {
      place: hallbarCheck.selector(element),
      lang,
      text: "",
      own,
      home: region ? homes.indexOf(region) : -1,
    };
  }

  /** @param {Element[]} homes */
  function attributes(homes) {
    const all = [...document.body.querySelectorAll(SPOKEN.map((name) => `[${name}]`).join(","))].filter(
      there,
    );
    return all.flatMap((element) => {
      const texts = SPOKEN.map((name) => element.getAttribute(name)).filter((text) => text !== null);
      return texts.map((text) => ({ ...entry(element, language(element), homes), text }));
    });
  }

  /** Controls that show the name of a language in that language, and are not said to be in it. */
  function languageNames() {
    const named = names();
    return [...document.querySelectorAll("a, button, option, label, summary")]
      .filter(there)
      .flatMap((control) => {
        const text = (control.textContent ?? "").trim();
        const code = named.get(text.toLowerCase());
        const said = languageOf(control, text);
        if (!code || base(said) === base(code) || sameWord(said, code)) return [];
        return [{ place: hallbarCheck.selector(control), what: text, lang: code }];
      });
  }

  /** Languages by what they call themselves. */
  function names() {
    const linked = [...document.querySelectorAll("[hreflang]")].map(
      (link) => link.getAttribute("hreflang") ?? "",
    );
    const codes = [...linked.map(base), ...CODES].filter((code) => called(code, code));
    return new Map(codes.map((code) => [called(code, code).toLowerCase(), code]));
  }

  /** @param {string} lang the language that is asked @param {string} code */
  function called(lang, code) {
    try {
      return new Intl.DisplayNames([lang], { type: "language", fallback: "none" }).of(code) ?? "";
    } catch {
      return ""; // no language: others tell that
    }
  }

  /** @param {string} lang @param {string} code */
  const sameWord = (lang, code) => called(lang, code).toLowerCase() === called(code, code).toLowerCase();

  /** That of the innermost element that holds all of the text. @param {Element} element @param {string} text
   * @returns {string} */
  function languageOf(element, text) {
    const inner = [...element.children].find((child) => (child.textContent ?? "").trim() === text);
    return inner ? languageOf(inner, text) : language(element);
  }

  /** @param {string} lang */
  const base = (lang) => (lang.split("-")[0] ?? "").toLowerCase();

  hallbarCheck.language = { said, languageNames };
})();
