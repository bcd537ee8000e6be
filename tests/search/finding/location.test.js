// Addresses of searches: whatever is searched for comes back, and it stands after #.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addressed, queried } from "../../../plugins/hallbar/search/finding/location.js";

const PAGE = "https://example.org/under/sok/";

test("an address holds a query of any characters in its fragment", () => {
  for (const query of ["lån", "a+b & c=d", "100 %", "#1", "q=x&q=y", "”citat”", "<b>", "日本"]) {
    const url = new URL(addressed(PAGE, query));
    assert.equal(queried(url), query);
    assert.equal(url.search, "");
    assert.equal(url.href.split("#")[0], PAGE);
  }
});

test("no query, no fragment", () => {
  assert.equal(addressed(PAGE, ""), PAGE);
  for (const address of ["", "#", "#q=", "#q=%20", "#content", "?page=2"])
    assert.equal(queried(new URL(PAGE + address)), "");
});

test("an address that somebody typed, or that is broken, is understood", () => {
  assert.equal(queried(new URL(`${PAGE}?q=avtal+och+krav`)), "avtal och krav");
  assert.equal(queried(new URL(`${PAGE}?q=gammalt#q=nytt`)), "nytt");
  assert.equal(queried(new URL(`${PAGE}#q=100%`)), "100%");
});
