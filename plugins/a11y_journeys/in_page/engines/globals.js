// Engines that have been loaded into the page. Their scripts set the globals `axe` and `ace`.

/** @typedef {{id: string, help: string, tags: string[], nodes: AxeNode[]}} AxeRule */
/** @typedef {{target: (string | string[])[], any: [{data: {contrastRatio: number}}]}} AxeNode */
/** @typedef {{violations: AxeRule[], passes: AxeRule[], incomplete: AxeRule[]}} AxeResults */
/** @typedef {{
 *   getRules(): {ruleId: string}[],
 *   run(context: Document | {include: Element[]}, options: object): Promise<AxeResults>,
 * }} Axe https://github.com/dequelabs/axe-core/blob/develop/doc/API.md */

/** @typedef {{num: string, rules?: {id: string}[]}} AceCheckpoint a success criterion */
/** @typedef {{id: string, checkpoints: AceCheckpoint[]}} AceRuleset */
/** @typedef {{ruleId: string, message: string, value: string[], node: Node}} AceResult */
/** @typedef {{
 *   rulesets: AceRuleset[],
 *   check(document: Document, rulesets: string[]): Promise<{results: AceResult[]}>,
 * }} AceChecker */
/** @typedef {{Checker: new () => AceChecker}} Ace https://github.com/IBMa/equal-access */

const globals = /** @type {{axe?: Axe, ace?: Ace}} */ (/** @type {unknown} */ (globalThis));

/** Return axe-core, if it is loaded. */
export const axe = () => globals.axe;

/** Return IBM's engine, if it is loaded. */
export const ace = () => globals.ace;
