// node faults.mjs SITE: for each file of the index and each fault, what a query gives first, and when asked again.

import { pathToFileURL } from "node:url";
import { breakDown, open } from "./browser.js";

const [site] = process.argv.slice(2);
open("sv");
const engine = `${pathToFileURL(site)}/hallbar/search/finding/engine.js`;
const FILES = [/entry\.json/, /\.pf_meta/, /\.pf_index/, /wasm/, /\.pf_fragment/, /words/];
const FAULTS = {
  "no network": () => Promise.reject(new TypeError("Failed to fetch")),
  "status 503": () => new Response("busy", { status: 503 }),
  "a page of an access point": () => new Response("<!doctype html><title>Sign in</title>"),
};

const outcomes = [];
let number = 0;
for (const file of FILES)
  for (const [name, answer] of Object.entries(FAULTS)) {
    const { find } = await import(`${engine}?${++number}`);
    const query = String(file).includes("words") ? "skolsjuts" : "skolskjuts";
    breakDown((path) => (file.test(path) ? answer() : undefined));
    const first = await find(query, 5).then(
      ({ total }) => total,
      (error) => error.constructor.name,
    );
    breakDown(() => undefined);
    const again = await find(query, 5).then(
      ({ total }) => total,
      (error) => String(error),
    );
    outcomes.push({ file: String(file), name, first, again });
  }
process.stdout.write(JSON.stringify(outcomes));
