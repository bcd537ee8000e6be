// The consent record in a cookie: version, date and choices; it lasts 12 months and is only for this site.
//
// The rule for dates, before the code: a record counts on its own date, on the 364 dates after it (the 12 months
// that the gate promises), and on the date before it, as the visitor may have chosen in a time zone further east.
// No other record of the future counts: nobody can have made that choice yet.

import assert from "node:assert/strict";
import { test } from "node:test";
import { removal, serialise } from "../../plugins/hallbar/consent/record.js";
import { open } from "../visitor.js";
import { early } from "./early.js";

open();
early();
const parse = hallbarConsentRecord;

process.env.TZ = "Europe/Stockholm"; // where summer time ends on 25 October 2026
const SITE = new URL("https://site.example/sv/");
const RECORD = { version: "3f9a", date: "2026-01-01", choices: { preferences: true, statistics: false } };
const SOON = new Date(2026, 0, 2);

/** Return the cookie as the browser gives it back: name and value. */
const stored = (record) => serialise(record, SITE).split(";")[0];
/** Return a cookie that holds any text. */
const holding = (text) => `hallbar-consent=${encodeURIComponent(text)}`;
const changed = (changes) => holding(JSON.stringify({ ...RECORD, ...changes }));
const read = (cookies, now = SOON) => parse(cookies, RECORD.version, now);

for (const [name, cookies] of Object.entries({
  alone: stored(RECORD),
  first: `${stored(RECORD)}; theme=dark`,
  last: `theme=dark; ${stored(RECORD)}`,
  "among cookies with similar names": `hallbar-consent2=1; x-hallbar-consent=1; ${stored(RECORD)}; hallbar-consent-x=1`,
}))
  test(`a record is read back as it was written: ${name}`, () => {
    assert.deepEqual(read(cookies), RECORD);
  });

test("signs that a cookie may not hold are percent-encoded, and come back", () => {
  const record = { ...RECORD, version: 'å;, "\\%3B=', choices: { "val; Path=/": true, "språk=å": false } };

  assert.match(stored(record), /^hallbar-consent=[\w.~!*'()%-]+$/);
  assert.deepEqual(parse(stored(record), record.version, SOON), record);
});

for (const [age, now, counts] of [
  ["on the same day", new Date(2026, 0, 1, 0, 0), true],
  ["just before 12 months", new Date(2026, 11, 31, 23, 59, 59), true],
  ["after 12 months", new Date(2027, 0, 1), false],
  ["after many years", new Date(2040, 0, 1), false],
  ["on the day before, in a time zone further west", new Date(2025, 11, 31, 0, 0), true],
  ["late on the day before", new Date(2025, 11, 31, 23, 59), true],
  ["two days before it was written", new Date(2025, 11, 30, 23, 59), false],
  ["a month before", new Date(2025, 11, 1), false],
  ["five years before", new Date(2021, 0, 1), false],
])
  test(`${age} a record ${counts ? "counts" : "does not count"}`, () => {
    assert.deepEqual(read(stored(RECORD), now), counts ? RECORD : null);
  });

for (const [day, date, now] of [
  ["of 25 hours", "2026-10-26", new Date(2026, 9, 25, 0, 30)],
  ["of 23 hours", "2026-03-30", new Date(2026, 2, 29, 0, 30)],
])
  test(`a day ${day} before the record's date is one day`, () => {
    assert.equal(read(changed({ date }), now)?.date, date);
  });

for (const version of ["3f9", "3f9a0", "", "3F9A"])
  test(`a record of another version than ${JSON.stringify(version)} does not count`, () => {
    assert.equal(parse(stored(RECORD), version, SOON), null);
  });

for (const [name, cookies] of Object.entries({
  "no cookie at all": "",
  "other cookies only": "theme=dark; hallbar-consent2=1",
  "no value": "hallbar-consent=",
  "no equals sign": "hallbar-consent",
  "text that is not JSON": holding("yes"),
  "bad percent-encoding": "hallbar-consent=%E0%A4%A",
  null: holding("null"),
  "a number": holding("3"),
  "a list": holding("[1]"),
  "an empty object": holding("{}"),
  "no version": changed({ version: undefined }),
  "a version of another kind": changed({ version: ["3f9a"] }),
  "no date": changed({ date: undefined }),
  "a date that does not exist": changed({ date: "2026-13-45" }),
  "a date in another form": changed({ date: "1 January" }),
  "a date with a time": changed({ date: "2026-01-01T10:00" }),
  "no choices": changed({ choices: undefined }),
  "choices that are null": changed({ choices: null }),
  "no choice": changed({ choices: {} }),
  "choices that are a list": changed({ choices: [true] }),
  "choices that are text": changed({ choices: "preferences" }),
  "a choice that is text": changed({ choices: { preferences: "true" } }),
  "a choice that is a number": changed({ choices: { preferences: 1 } }),
  "a choice that is null": changed({ choices: { preferences: true, statistics: null } }),
}))
  test(`a damaged record is none: ${name}`, () => {
    assert.equal(read(cookies), null);
  });

test("a record that is cut off anywhere is none", () => {
  const whole = stored(RECORD);
  for (let length = 0; length < whole.length; length += 1) assert.equal(read(whole.slice(0, length)), null);
});

for (const [base, path, secure] of [
  ["https://site.example/", "/", "; Secure"],
  ["https://site.example/below/a/path/", "/below/a/path/", "; Secure"],
  ["http://127.0.0.1:8000/", "/", ""],
]) {
  test(`the cookie is for ${base} alone and lasts 12 months`, () => {
    assert.equal(
      serialise(RECORD, new URL(base)),
      `${stored(RECORD)}; Path=${path}; Max-Age=31536000; SameSite=Lax${secure}`,
    );
  });

  test(`a cookie of ${base} is removed with the attributes that it was written with`, () => {
    assert.equal(removal("visits", new URL(base)), `visits=; Path=${path}; Max-Age=0; SameSite=Lax${secure}`);
  });
}
