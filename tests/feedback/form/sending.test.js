// The meaning of each reply of the service, and of what is no reply of it.

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { inTime } from "../../../plugins/hallbar/feedback/form/failure.js";
import { post, SILENCE, secondsOf } from "../../../plugins/hallbar/feedback/form/sending.js";

const ID = "2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11";
const STORED = { ...SILENCE, kind: "stored" };

/** Return what `post` makes of a response. */
async function replied(status, body, headers = {}) {
  const fetched = mock.method(globalThis, "fetch", async () => new Response(body, { status, headers }));
  const reply = await post("/api/feedback", { id: ID, comment: "x" });
  const [[url, sent]] = fetched.mock.calls.map((call) => call.arguments);
  assert.deepEqual(
    [url, sent.redirect, JSON.parse(sent.body)],
    ["/api/feedback", "error", { id: ID, comment: "x" }],
  );
  return reply;
}

afterEach(() => mock.restoreAll());

test("only a 201 with our id is stored", async () => {
  assert.deepEqual(await replied(201, `{"id": "${ID}", "removed": 2}`), { ...STORED, removed: 2 });
  assert.deepEqual(await replied(201, `{"id": "${ID}"}`), STORED);
  for (const body of ["", "<h1>Created</h1>", "{}", "[]", "null", "7", '{"id": "another"}']) {
    assert.deepEqual(await replied(201, body), SILENCE, body);
  }
});

test("what is no reply of the service is silence", async () => {
  for (const status of [200, 202, 206]) assert.deepEqual(await replied(status, `{"id": "${ID}"}`), SILENCE);
  assert.deepEqual(await replied(204, null), SILENCE);
  assert.deepEqual(await replied(302, null, { Location: "/login" }), SILENCE);
});

const REFUSALS = {
  permanent: [400, 401, 403, 404, 405, 410, 411, 413, 414, 415, 422, 451],
  passing: [408, 425, 429, 500, 501, 502, 503, 504, 507, 520],
};

for (const [kind, statuses] of Object.entries(REFUSALS)) {
  test(`refusals that are ${kind}`, async () => {
    for (const status of statuses) {
      const reply = await replied(status, '{"error": "Nej.", "key": "forged"}');
      const expected = { ...SILENCE, error: "Nej.", key: "forged", permanent: kind === "permanent" };
      assert.deepEqual(reply, expected, `${status}`);
    }
  });
}

test("only what passes is waited for", async () => {
  const after = { "Retry-After": "5" };
  assert.equal((await replied(503, "", after)).wait, 5);
  assert.equal((await replied(429, "", after)).wait, 5);
  assert.equal((await replied(403, "", after)).wait, 0);
});

test("an id that was settled long ago is a kind of its own", async () => {
  assert.equal((await replied(409, '{"error": "Nej."}')).kind, "settled");
});

test("only a short sentence is shown as the service's own", async () => {
  for (const body of [
    "<h1>Bad Gateway</h1>",
    '{"error": 5}',
    '{"error": ["x"]}',
    `{"error": "${"x".repeat(301)}"}`,
  ]) {
    const reply = await replied(502, body, { "Content-Type": "text/html" });
    assert.equal(reply.error, "", body);
  }
});

test("a network that fails, a reply that is cut off, and one that never comes are silence", async () => {
  mock.method(globalThis, "fetch", async () => {
    throw new TypeError("failed to fetch");
  });
  assert.deepEqual(await post("/", { id: ID }), SILENCE);

  const cut = { status: 201, headers: new Headers(), text: () => Promise.reject(new TypeError("cut off")) };
  mock.method(globalThis, "fetch", async () => cut);
  assert.deepEqual(await post("/", { id: ID }), SILENCE);

  mock.timers.enable({ apis: ["setTimeout"] });
  mock.method(globalThis, "fetch", (_, { signal }) => {
    return new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
  });
  const waiting = post("/", { id: ID });
  mock.timers.tick(20_000);
  assert.deepEqual(await waiting, SILENCE);
  mock.timers.reset();
});

test("Retry-After is a number of seconds or a date (RFC 9110, 10.2.3)", () => {
  const now = Date.parse("Mon, 02 Mar 2026 10:30:00 GMT");
  const cases = {
    30: 30,
    0: 0,
    "Mon, 02 Mar 2026 10:30:09 GMT": 9,
    "Mon, 02 Mar 2026 10:29:00 GMT": 0,
    "": 0,
    soon: 0,
    "-5": 0,
    "1e400": 0,
  };
  for (const [value, seconds] of Object.entries(cases)) assert.equal(secondsOf(value, now), seconds, value);
});

test("times are words of the language", () => {
  const cases = [
    [1, "sv", "om 1 sekund"],
    [30, "sv", "om 30 sekunder"],
    [91, "sv", "om 2 minuter"],
    [30, "en", "in 30 seconds"],
    [600, "en", "in 10 minutes"],
    [7200, "sv", "om 2 timmar"],
    [30, "no language", ""],
  ];
  for (const [seconds, lang, words] of cases) assert.equal(inTime(seconds, lang), words);
});
