// Languages by their own names.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base, codesByName, sameName } from "../../plugins/a11y_journeys/in_page/language/language_names.js";

test("the base of a language is without its region, in lower case", () => {
  assert.equal(base("en-GB"), "en");
  assert.equal(base("SV"), "sv");
  assert.equal(base(""), "");
});

test("languages are found by their names for themselves", () => {
  const codes = codesByName(["eo-FR", "no language"]);

  assert.equal(codes.get("svenska"), "sv");
  assert.equal(codes.get("suomi"), "fi");
  assert.equal(codes.get("esperanto"), "eo");
  assert.equal(codes.get("swedish"), undefined);
  assert.equal(codesByName([]).get("esperanto"), undefined);
});

test("some languages have the same name in another", () => {
  assert.equal(sameName("nb", "da"), true); // dansk
  assert.equal(sameName("en", "sv"), false);
  assert.equal(sameName("no language", "sv"), false);
});
