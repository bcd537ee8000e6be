// node ask.mjs SITE LANGUAGE LIMIT: reads a JSON list of queries, and writes what the engine of a site finds for each.

import { pathToFileURL } from "node:url";
import { open } from "./browser.js";

const [site, language, limit] = process.argv.slice(2);
open(language);
const { find } = await import(`${pathToFileURL(site)}/hallbar/search/finding/engine.js`);
let text = "";
for await (const part of process.stdin) text += part;
const found = {};
for (const query of JSON.parse(text)) found[query] = await find(query, Number(limit));
process.stdout.write(JSON.stringify(found));
