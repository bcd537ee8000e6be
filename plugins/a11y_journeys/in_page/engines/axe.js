// All rules of axe-core, in the page as it is.

import { fingerprint } from "./fingerprint.js";
import { axe } from "./globals.js";

/** @typedef {{id: string, kind: string, help: string, tags: string[], places: string[]}} Result of a rule */
/** @import { Axe } from "./globals.js" */

/** The rules that depend on colours. The other rules give the same results again in another colour scheme. */
const ABOUT_COLOURS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];
const KINDS = /** @type {const} */ (["violations", "passes", "incomplete"]);

/** @type {{appearance: string, results: Result[]} | null} */ let known = null;

/** Run every rule. If only colours have changed since the last run, run only the rules about colours. */
export async function run() {
  const engine = /** @type {Axe} */ (axe());
  const appearance = fingerprint(document);
  const all = engine.getRules().map(({ ruleId }) => ruleId);
  const same = known?.appearance === appearance ? known.results : [];
  const before = same.filter(({ id }) => !ABOUT_COLOURS.includes(id));
  const results = [...before, ...(await runRules(engine, before.length ? ABOUT_COLOURS : all))];
  known = { appearance, results };
  /** @param {string} kind */
  const ofKind = (kind) => results.filter((result) => result.kind === kind);
  return {
    passes: ofKind("passes").length,
    incomplete: ofKind("incomplete").length,
    violations: ofKind("violations").map(({ id, help, tags, places }) => ({ rule: id, help, tags, places })),
  };
}

/** @param {Axe} engine @param {string[]} wanted the ids of the rules @returns {Promise<Result[]>} */
async function runRules(engine, wanted) {
  const ids = engine.getRules().map(({ ruleId }) => ruleId);
  const rules = Object.fromEntries(ids.map((id) => [id, { enabled: wanted.includes(id) }]));
  const results = await engine.run(document, { rules, resultTypes: ["violations"] });
  return KINDS.flatMap((kind) =>
    results[kind].map(({ id, help, tags, nodes }) => ({
      id,
      kind,
      help,
      tags,
      places: nodes.map(({ target }) => target.flat().join(" ")),
    })),
  );
}
