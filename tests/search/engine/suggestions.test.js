// Words near in spelling: one letter wrong, missing, doubled or swapped, in any form of a word.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Vocabulary } from "../../../plugins/hallbar/search/finding/suggestions.js";

const SWEDISH = [
  "leverantörer",
  "upphandling",
  "uppföljning",
  "krav",
  "kraft",
  "bygglov",
  "äldre",
  "ansökan",
  "förskola",
];
const ENGLISH = ["suppliers", "accessibility", "lever", "report", "policy"];
const asked = [];

const made = (lang, words) => {
  const files = { letters: [...new Set(words.map((word) => word.normalize("NFD")[0]))].sort().join("") };
  for (const word of words)
    files[word.codePointAt(0) === 228 ? "61" : word.codePointAt(0).toString(16)] ??= "";
  for (const word of words) files[word.normalize("NFD").codePointAt(0).toString(16)] += `${word}\n`;
  globalThis.fetch = async (url) => {
    const name = /(\w+)\.txt$/.exec(url)?.[1] ?? "";
    asked.push(name);
    return new Response(files[name], { status: name in files ? 200 : 404 });
  };
  return new Vocabulary(new URL("https://site.example/words/"), lang);
};

const nearest = async (vocabulary, query) =>
  ((await vocabulary.near(query))[0] ?? (await vocabulary.nearButFirst(query))[0])?.word;

for (const [query, expected] of [
  ["leverantöernas", "leverantörer"],
  ["leverantor", "leverantörer"],
  ["leveranntörer", "leverantörer"],
  ["lveerantör", "leverantörer"],
  ["upphandlng", "upphandling"],
  ["uphandlingarna", "upphandling"],
  ["pphandling", "upphandling"],
  ["ipphandling", "upphandling"],
  ["puphandling", "upphandling"],
  ["byglov", "bygglov"],
  ["forskloa", "förskola"],
  ["krva", "krav"],
  ["eldre", "äldre"],
  ["xqzzt", undefined],
  ["krv", undefined],
  ["hundvalp", undefined],
  ["upphäva", undefined],
])
  test(`the word near ${query} is ${expected}`, async () => {
    assert.equal(await nearest(made("sv", SWEDISH), query), expected);
  });

for (const [query, expected] of [
  ["supplyers", "suppliers"],
  ["acessibility", "accessibility"],
  ["leverantor", undefined],
])
  test(`the word near ${query} is ${expected}`, async () => {
    assert.equal(await nearest(made("en", ENGLISH), query), expected);
  });

test("another form of a word is no misspelling", async () => {
  const [ansokningar] = await made("sv", SWEDISH).near("ansökningarna");
  assert.ok(ansokningar?.word === "ansökan" && ansokningar.cost < 1);
});

test("a word with its own first letter right fetches the words of that letter only", async () => {
  asked.length = 0;
  await made("sv", SWEDISH).near("upphandlng");
  assert.deepEqual(asked, ["letters", "75"]);
});

test("a compound is found by its parts, whatever linking sound it has", async () => {
  assert.deepEqual(await made("sv", SWEDISH).compound("leverantörsuppföljning"), [
    "leverantörer",
    "uppföljning",
  ]);
  assert.deepEqual(await made("sv", SWEDISH).compound("leverantörsxyz"), []);
});

test("a part of a compound is found in languages that write compounds in one word", async () => {
  assert.deepEqual(await made("sv", SWEDISH).partOf("förskolebarn"), ["förskola"]);
  assert.deepEqual(await made("en", ENGLISH).partOf("reportxyz"), []);
});

test("function words are no parts of compounds, and correct nothing", async () => {
  assert.deepEqual(await made("sv", ["upp", "handlingar"]).compound("upphandling"), []);
  assert.deepEqual(await made("en", ["have"]).near("hav"), []);
  assert.deepEqual(await made("en", ["have"]).nearButFirst("gave"), []);
});

test("a short word may be misspelt if pages only have a form of it", async () => {
  assert.equal(await nearest(made("sv", ["apoteket"]), "apptek"), "apoteket");
});

for (const [begun, expected] of [
  ["leverant", ["leverantörer"]],
  ["ALDR", ["äldre"]],
  ["kravet", ["krav"]],
  ["kravl", []],
  ["xq", []],
])
  test(`words that begin with ${begun} are ${expected}`, async () => {
    assert.deepEqual(await made("sv", SWEDISH).longer(begun), expected);
  });

test("compounds that have a word in them are found, in languages that write them in one word", async () => {
  const words = async (lang, word) =>
    (await made(lang, ["missförhållanden", "lån"]).compoundsWith(word)).map((near) => near.word);
  assert.deepEqual(await words("sv", "förhållande"), ["missförhållanden"]);
  assert.deepEqual(await words("sv", "håll"), []);
  assert.deepEqual(await words("en", "förhållande"), []);
});

test("families of irregular forms are read in plain letters", async () => {
  globalThis.fetch = async () => new Response("bok böcker\nstad städer\n");
  const vocabulary = new Vocabulary(new URL("https://site.example/words/"), "sv");
  assert.deepEqual(await vocabulary.families(), [
    ["bok", "bocker"],
    ["stad", "stader"],
  ]);
});

test("a vocabulary without words has none near", async () => {
  assert.deepEqual(await made("sv", []).near("upphandling"), []);
});
