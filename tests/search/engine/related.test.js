// Words that a stemmer does not take for one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { related } from "../../../plugins/hallbar/search/finding/related.js";

const FAMILIES = {
  sv: [
    ["bok", "bocker"],
    ["skriva", "skrev"],
    ["se", "sag", "sett"],
  ],
  en: [
    ["make", "made"],
    ["child", "children"],
    ["buy", "bought"],
  ],
};

for (const [lang, word, expected] of [
  ["sv", "böcker", "bok"],
  ["sv", "böckernas", "bok"],
  ["sv", "handböcker", "handbok"],
  ["sv", "skrev", "skriva"],
  ["sv", "regel", "regl"],
  ["sv", "regler", "regel"],
  ["sv", "regeln", "regel"],
  ["sv", "föräldrarna", "foralder"],
  ["sv", "vuxnas", "vuxen"],
  ["sv", "miljöns", "miljo"],
  ["sv", "anmälan", "anmala"],
  ["sv", "granskningarna", "granska"],
  ["sv", "förnyelse", "fornya"],
  ["sv", "reservationen", "reservera"],
  ["sv", "reserverar", "reservation"],
  ["sv", "leverantörer", "leverantor"],
  ["sv", "begära", "begar"],
  ["sv", "köpte", "kopa"],
  ["en", "children", "child"],
  ["en", "bought", "buy"],
  ["en", "buys", "bought"],
  ["en", "making", "made"],
  ["en", "labor", "labour"],
  ["en", "labour", "labor"],
  ["en", "organization", "organisation"],
  ["en", "centers", "centres"],
])
  test(`${word} is related to ${expected}`, () =>
    assert.ok(related(word, lang, FAMILIES[lang]).includes(expected)));

for (const [lang, word] of [
  ["sv", "tidning"],
  ["sv", "vagnar"],
  ["sv", "ansett"],
  ["sv", "brev"],
  ["en", "four"],
  ["de", "labor"],
])
  test(`${word} is a word of its own`, () => assert.deepEqual(related(word, lang, FAMILIES[lang] ?? []), []));
