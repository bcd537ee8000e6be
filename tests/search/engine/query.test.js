// The words of a query, and forms of words.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isForm,
  isPhrase,
  meaningful,
  plain,
  queryWords,
  wordParts,
} from "../../../plugins/hallbar/search/finding/query.js";

for (const [query, expected] of [
  ["", []],
  ["   ", []],
  ["?!", []],
  ["Hur gör jag?", ["Hur", "gör", "jag"]],
  ["”mänskliga rättigheter”", ["mänskliga", "rättigheter"]],
  ["upp\u00adhandling", ["upphandling"]],
  ["avtal\u00a0avtal AVTAL", ["AVTAL"]],
  ["e-post, och/eller", ["e-post", "och/eller"]],
  ["info@kommunen.example", ["info@kommunen.example"]],
  ["08-465 004 10", ["08-465", "004", "10"]],
  ["2023:5", ["2023:5"]],
  ["ＬＯＵ", ["LOU"]],
  ["a\u0000b", ["a", "b"]],
])
  test(`the words of ${JSON.stringify(query)}`, () => assert.deepEqual(queryWords(query), expected));

test("a very long query is cut", () => {
  assert.equal(queryWords(Array.from({ length: 500 }, (_, index) => `w${index}`).join(" ")).length, 12);
  assert.ok((queryWords("x".repeat(100000))[0]?.length ?? 0) < 1000);
});

test("case and diacritics make no difference", () => {
  assert.equal(plain("ARBETSMILJÖ"), "arbetsmiljo");
  assert.equal(plain("arbetsmiljo\u0308"), "arbetsmiljo");
});

test("function words are dropped if others remain", () => {
  assert.deepEqual(meaningful(["hur", "rapporterar", "jag", "ett", "fel"], "sv"), ["rapporterar", "fel"]);
  assert.deepEqual(meaningful(["how", "do", "I", "report"], "en"), ["report"]);
  assert.deepEqual(meaningful(["om", "oss"], "sv"), ["om", "oss"]);
  assert.deepEqual(meaningful(["Om", "FÖR", "avtal"], "sv"), ["avtal"]);
  assert.deepEqual(meaningful(["hur"], "fi"), ["hur"]);
});

for (const [query, expected] of [
  ['"a b"', true],
  ["”a b”", true],
  [" »a b« ", true],
  ['"ab"', false],
  ["a b", false],
  ['"a" b', false],
])
  test(`${query} is ${expected ? "" : "not "}a phrase`, () => assert.equal(isPhrase(query), expected));

for (const [wanted, found, lang, expected] of [
  ["avtalen", "avtalsparter", "sv", true],
  ["upphandl", "upphandlingar", "sv", true],
  ["leverantorernas", "Leverantören", "sv", true],
  ["upphandlng", "upp", "sv", false],
  ["leverantor", "lever", "en", false],
  ["suppliers", "supplier", "en", true],
  ["en", "e", "sv", false],
])
  test(`${wanted} is ${expected ? "" : "not "}a form of ${found}`, () =>
    assert.equal(isForm(wanted, found, lang), expected));

test("a word has parts where it has signs", () =>
  assert.deepEqual(wordParts("arbets^villkor,"), ["arbets", "villkor"]));
