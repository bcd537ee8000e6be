// Fetching: data or an error.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fetched, SearchError } from "../../../plugins/hallbar/search/finding/fetching.js";

const giving = (answer) => {
  globalThis.fetch = answer;
  return fetched("https://site.example/words/61.txt");
};

test("data is returned whole", async () => {
  assert.equal(await (await giving(async () => new Response("apa\n"))).text(), "apa\n");
  assert.equal(await (await giving(async () => new Response(""))).text(), "");
});

for (const [name, answer] of Object.entries({
  "no network": () => Promise.reject(new TypeError("Failed to fetch")),
  "an error that is thrown": () => {
    throw new Error("blocked");
  },
  "status 404": async () => new Response("x", { status: 404 }),
  "a page in place of data": async () => new Response("<!doctype html>"),
  "a body that breaks off": async () =>
    new Response(new ReadableStream({ start: (body) => body.error(new Error("reset")) })),
}))
  test(`${name} is an error`, () => assert.rejects(giving(answer), SearchError));

test("a browser without time limits fetches all the same", async () => {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = undefined;
  try {
    assert.equal(await (await giving(async () => new Response("a"))).text(), "a");
  } finally {
    AbortSignal.timeout = timeout;
  }
});
