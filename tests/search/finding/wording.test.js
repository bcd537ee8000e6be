// Counts in words: singular and plural, and queries that look like something else.

import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { documentElement: { lang: "sv" } };
const { countInWords, kindOf, worded } = await import("../../../plugins/hallbar/search/finding/wording.js");

const WORDS = {
  dataset: {
    one: "1 träff på ”{query}”",
    many: "{count} träffar på ”{query}”",
    none: "Inga träffar på ”{query}”",
    corrected: "Inga träffar på ”{query}”. Visar träffar på ”{used}”.",
  },
};
const found = (total, query = "avtal", used = query) => ({
  total,
  query,
  used,
  results: [],
  words: [],
  pages: [],
});

test("none, one and many", () => {
  assert.equal(countInWords(WORDS, found(0)), "Inga träffar på ”avtal”");
  assert.equal(countInWords(WORDS, found(1)), "1 träff på ”avtal”");
  assert.equal(countInWords(WORDS, found(12)), "12 träffar på ”avtal”");
  assert.equal(countInWords(WORDS, found(1234)), "1\u00a0234 träffar på ”avtal”");
});

test("a corrected query says so, also if nothing but it was found", () => {
  assert.equal(
    countInWords(WORDS, found(3, "avtl", "avtal")),
    "Inga träffar på ”avtl”. Visar träffar på ”avtal”.",
  );
  assert.equal(kindOf(found(0, "avtl", "avtal")), "none");
});

test("a query is text, whatever it contains", () => {
  for (const query of ["$&", "$1", "{count}", "<b>", "”"])
    assert.equal(countInWords(WORDS, found(2, query)), `2 träffar på ”${query}”`);
});

test("a name without a value, and a text that is missing, are empty", () => {
  assert.equal(worded(WORDS, "many", {}), " träffar på ””");
  assert.equal(worded(WORDS, "other", {}), "");
});
