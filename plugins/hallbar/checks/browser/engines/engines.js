// Runs the engines in the page and gathers what they say; their own scripts make the globals `axe` and `ace`.

/** @type {Record<string, any>} */
var hallbarCheck = globalThis.hallbarCheck ?? {};

(() => {
  /** Every rule. */
  async function axe() {
    const engine = /** @type {any} */ (globalThis).axe;
    const all = engine.getRules().map((/** @type {any} */ { ruleId }) => [ruleId, { enabled: true }]);
    const { violations, passes, incomplete } = await engine.run(document, { rules: Object.fromEntries(all), resultTypes: ["violations"] });
    return {
      passes: passes.length,
      incomplete: incomplete.length,
      violations: violations.map((/** @type {any} */ { id, help, tags, nodes }) => ({
        rule: id, help, tags, places: nodes.map((/** @type {any} */ { target }) => target.flat().join(" ")),
      })),
    };
  }

  /** IBM's own rules, which hold those of WCAG 2.2 and more. */
  async function ibm() {
    const checker = new /** @type {any} */ (globalThis).ace.Checker();
    const wanted = checker.rulesets.filter((/** @type {any} */ { id }) => id === "IBM_Accessibility");
    /** @type {Record<string, string>} */ const criteria = {};
    for (const { num, rules } of wanted.flatMap((/** @type {any} */ { checkpoints }) => checkpoints))
      for (const { id } of rules ?? []) if (num !== "4.1.1") criteria[id] ??= num;
    const { results } = await checker.check(document, wanted.map((/** @type {any} */ { id }) => id));
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
