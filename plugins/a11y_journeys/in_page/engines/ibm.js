// IBM's own rule set, which holds the rules for WCAG 2.2 and more, in the page as it is.

import { selector } from "../dom/selector.js";
import { ace } from "./globals.js";

/** @import { Ace, AceRuleset } from "./globals.js" */

const RULESET = "IBM_Accessibility";
const OBSOLETE = "4.1.1"; // removed from WCAG 2.2

/** Run every rule of the set. */
export async function run() {
  const checker = new /** @type {Ace} */ (ace()).Checker();
  const wanted = checker.rulesets.filter(({ id }) => id === RULESET);
  const criteria = criteriaByRule(wanted);
  const { results } = await checker.check(
    document,
    wanted.map(({ id }) => id),
  );
  /** @param {string[]} values */
  const having = (...values) => results.filter(({ value }) => values.includes(value[1] ?? ""));
  return {
    passes: having("PASS").length,
    review: having("POTENTIAL", "MANUAL").length,
    violations: having("FAIL").map(({ ruleId, message, node }) => ({
      rule: ruleId,
      help: message,
      criterion: criteria.get(ruleId) ?? "",
      place: selector(/** @type {Element} */ (node instanceof Element ? node : node.parentElement)),
    })),
  };
}

/** Return the first success criterion that names each rule. @param {AceRuleset[]} rulesets */
function criteriaByRule(rulesets) {
  /** @type {Map<string, string>} */ const criteria = new Map();
  for (const { num, rules } of rulesets.flatMap(({ checkpoints }) => checkpoints))
    for (const { id } of rules ?? []) if (num !== OBSOLETE && !criteria.has(id)) criteria.set(id, num);
  return criteria;
}
