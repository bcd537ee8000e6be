// Runs queries through the engine in Node: `node find.js FOLDER`, with `{"sv": ["upphandling", …]}` on stdin.
// FOLDER holds hallbar/search/finding and hallbar/search/index. Prints what was found, by language, as JSON.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const FIRST = 5;
const MOST_WORDS = 3;
const folder = pathToFileURL(`${resolve(process.argv[2])}/`);

globalThis.location = folder;
globalThis.document = { documentElement: { lang: "" }, querySelector: () => null };
globalThis.fetch = async (url) => {
  const path = new URL(url, folder);
  path.search = "";
  return new Response(await readFile(fileURLToPath(path)));
};

const { find } = await import(new URL("hallbar/search/finding/engine.js", folder).href);

/** Return the addresses of links, relative to the folder, which is a site below a path. */
function addresses(links) {
  const outside = links.filter(({ url }) => !url.startsWith(folder.pathname));
  if (outside.length) throw new Error(`not below ${folder.pathname}: ${outside[0].url}`);
  return links.map(({ url }) => url.slice(folder.pathname.length));
}

async function found(query) {
  const { results, words, pages } = await find(query, FIRST);
  const suggested = addresses(pages);
  for (const word of words.slice(0, MOST_WORDS)) {
    suggested.push(...addresses((await find(word, FIRST)).results));
  }
  return { pages: addresses(results), suggested };
}

const answers = {};
for (const [lang, queries] of Object.entries(JSON.parse(await readFile("/dev/stdin", "utf8")))) {
  document.documentElement.lang = lang;
  answers[lang] = [];
  for (const query of queries) answers[lang].push(await found(query));
}
process.stdout.write(JSON.stringify(answers));
