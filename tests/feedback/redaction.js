// What the browser finds in texts: a list of texts as JSON on stdin. Prints the places found in each, and the patterns.

import { readFileSync } from "node:fs";
import { found, redacted } from "../../plugins/hallbar/feedback/form/redaction.js";
import { PATTERNS } from "../../plugins/hallbar/feedback/form/redaction_patterns.js";

const texts = JSON.parse(readFileSync(0, "utf8"));
const patterns = Object.fromEntries(Object.entries(PATTERNS).map(([name, { source }]) => [name, source]));
const answers = texts.map((text) => ({ found: found(text), redacted: redacted(text) }));
process.stdout.write(JSON.stringify({ patterns, answers }));
