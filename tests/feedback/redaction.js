// Finds personal data in texts, a list as JSON on stdin, as the browser does. Prints what is found, and the patterns;
// with the argument `times`, the CPU time of each text, which is searched until 8,000 characters are.

import { readFileSync } from "node:fs";
import { found, redacted } from "../../plugins/hallbar/feedback/form/redaction.js";
import { PATTERNS } from "../../plugins/hallbar/feedback/form/redaction_patterns.js";

const texts = JSON.parse(readFileSync(0, "utf8"));
const patterns = Object.fromEntries(Object.entries(PATTERNS).map(([name, { source }]) => [name, source]));
const answers = texts.map((text) => ({ found: found(text), redacted: redacted(text) }));
const timed = process.argv.includes("times") ? texts : [];
const milliseconds = timed.map((text) => time(text));
process.stdout.write(JSON.stringify({ patterns, answers, milliseconds }));

function time(text) {
  const start = process.cpuUsage();
  for (let searched = 0; searched < 8000; searched += text.length) found(text);
  return process.cpuUsage(start).user / 1000;
}
