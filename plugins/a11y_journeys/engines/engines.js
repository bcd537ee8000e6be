// Runs the engines in the page and gathers what they say; their own scripts make the globals `axe` and `ace`.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** All that tells colours apart; of the same page in other colours, the other rules say the same again. */
  const COLOURED = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];
  const LOOKS = [
    "display",
    "visibility",
    "opacity",
    "content",
    "position",
    "overflow",
    "clipPath",
    "pointerEvents",
    "zIndex",
    "fontSize",
    "fontWeight",
    "fontStyle",
    "textIndent",
  ];

  /** @typedef {{id: string, kind: string, help: string, tags: string[], places: string[]}} Told what a rule says */
  /** @type {{appearance: string, told: Told[]} | null} */ let known = null;

  /** Every rule. */
  async function axe() {
    const appearance = appears(document);
    const before =
      known?.appearance === appearance ? known.told.filter(({ id }) => !COLOURED.includes(id)) : [];
    const told = [...before, ...(await run(before.length ? COLOURED : rules()))];
    known = { appearance, told };
    /** @param {string} kind */
    const being = (kind) => told.filter((one) => one.kind === kind);
    return {
      passes: being("passes").length,
      incomplete: being("incomplete").length,
      violations: being("violations").map(({ id, help, tags, places }) => ({ rule: id, help, tags, places })),
    };
  }

  /** @returns {string[]} */
  const rules = () =>
    /** @type {any} */ (globalThis).axe.getRules().map((/** @type {any} */ { ruleId }) => ruleId);

  /** @param {string[]} wanted @returns {Promise<Told[]>} */
  async function run(wanted) {
    const on = Object.fromEntries(rules().map((id) => [id, { enabled: wanted.includes(id) }]));
    const result = await /** @type {any} */ (globalThis).axe.run(document, {
      rules: on,
      resultTypes: ["violations"],
    });
    return ["violations", "passes", "incomplete"].flatMap((kind) =>
      result[kind].map((/** @type {any} */ { id, help, tags, nodes }) => ({
        id,
        kind,
        help,
        tags,
        places: nodes.map((/** @type {any} */ { target }) => target.flat().join(" ")),
      })),
    );
  }

  /** A text that differs when anything but colours does. @param {Document | ShadowRoot} root @returns {string} */
  function appears(root) {
    const own = [...root.querySelectorAll("*")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const styles = ["", "::before", "::after"].map(
        (part) => /** @type {any} */ (getComputedStyle(element, part || null)),
      );
      const { value = "", checked = "", shadowRoot } = /** @type {HTMLInputElement} */ (element);
      const looks = styles.map((style) => LOOKS.map((name) => style[name]));
      return [x, y, width, height, looks, value, checked, shadowRoot ? appears(shadowRoot) : ""].join();
    });
    return [
      innerWidth,
      innerHeight,
      root === document ? document.documentElement.outerHTML : /** @type {ShadowRoot} */ (root).innerHTML,
      ...own,
    ].join("\n");
  }

  /** IBM's own rules, which hold those of WCAG 2.2 and more. */
  async function ibm() {
    const checker = new /** @type {any} */ (globalThis).ace.Checker();
    const wanted = checker.rulesets.filter((/** @type {any} */ { id }) => id === "IBM_Accessibility");
    /** @type {Record<string, string>} */ const criteria = {};
    for (const { num, rules } of wanted.flatMap((/** @type {any} */ { checkpoints }) => checkpoints))
      for (const { id } of rules ?? []) if (num !== "4.1.1") criteria[id] ??= num;
    const { results } = await checker.check(
      document,
      wanted.map((/** @type {any} */ { id }) => id),
    );
    /** @param {string[]} kinds @returns {any[]} */
    const being = (...kinds) => results.filter((/** @type {any} */ { value }) => kinds.includes(value[1]));
    return {
      passes: being("PASS").length,
      review: being("POTENTIAL", "MANUAL").length,
      violations: being("FAIL").map(({ ruleId, message, node }) => ({
        rule: ruleId,
        help: message,
        criterion: criteria[ruleId] ?? "",
        place: hallbarCheck.selector(node instanceof Element ? node : node.parentElement),
      })),
    };
  }

  Object.assign(hallbarCheck, { axe, ibm });
})();
