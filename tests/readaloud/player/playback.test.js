// Playback: it works without cues, and a selection ends where it should.

import assert from "node:assert/strict";
import { test } from "node:test";
import { element, open } from "./page.js";

const { Playback } = await import("../../../plugins/hallbar/readaloud/player/playback.js");

globalThis.HTMLTrackElement = { LOADED: 2, ERROR: 3 };
open(element("p", 0, "Ett. Två."));
const CUES = [
  { startTime: 0, endTime: 1, text: '{"block": 0, "start": 0, "end": 4}' },
  { startTime: 2, endTime: 3, text: '{"block": 0, "start": 5, "end": 9}' },
];

/** A player whose track has these cues, already loaded or not yet. */
function player({ cues = CUES, loaded = true } = {}) {
  const audio = new EventTarget();
  Object.assign(audio, { currentTime: 0, paused: true, ended: false });
  audio.play = async () => {
    audio.paused = false;
  };
  audio.pause = () => {
    audio.paused = true;
  };
  const track = new EventTarget();
  Object.assign(track, { track: { cues, mode: "disabled" }, readyState: loaded ? 2 : 1 });
  const errors = [];
  return { audio, track, errors, playback: new Playback(audio, track, (error) => errors.push(error)) };
}

test("cues are fetched when they are first needed, and once", async () => {
  const { playback, track } = player({ loaded: false });
  assert.equal(track.track.mode, "disabled");
  const loading = [playback.loadCues(), playback.loadCues()];
  assert.equal(track.track.mode, "hidden");
  track.dispatchEvent(new Event("load"));
  const [first, second] = await Promise.all(loading);

  assert.equal(first.all.length, 2);
  assert.equal(first, second);
});

test("cues that cannot be fetched are reported, and the audio plays", async () => {
  const { playback, track, audio, errors } = player({ loaded: false });
  playback.play();
  track.dispatchEvent(new Event("error"));

  assert.equal(await playback.loadCues(), null);
  assert.equal(playback.playing, true);
  assert.ok(errors.length > 0);
  assert.deepEqual([...new Set(errors)], ["unmarked"]);
  assert.equal(audio.currentTime, 0);
});

test("cues that failed are fetched again, from a new address", async () => {
  const { playback, track } = player({ loaded: false });
  const failing = playback.loadCues();
  track.dispatchEvent(new Event("error"));
  await failing;
  Object.assign(track, { readyState: 3, src: "https://site.example/a.vtt" });
  const loading = playback.loadCues();
  assert.equal(track.src, "https://site.example/a.vtt?again=1");
  track.dispatchEvent(new Event("load"));
  assert.equal((await loading).all.length, 2);
});

test("a browser that does not let audio begin is reported, and the player shows that it is paused", async () => {
  const { playback, audio, errors } = player();
  let paused = 0;
  audio.addEventListener("pause", () => paused++);
  for (const name of ["NotAllowedError", "AbortError"]) {
    audio.play = () => Promise.reject(new DOMException("", name));
    playback.play();
    await playback.loadCues();
    await null;
  }
  assert.deepEqual([errors, paused], [["refused"], 2]);
});

test("damaged cues are reported like those that cannot be fetched", async () => {
  const { playback, errors } = player({ cues: [{ startTime: 0, endTime: 1, text: "{" }] });

  assert.equal(await playback.loadCues(), null);
  assert.deepEqual(errors, ["unmarked"]);
  assert.deepEqual(playback.current, {});
});

test("the current sentence is known while it plays and after a pause, not before and after the audio", async () => {
  const { playback, audio } = player();
  await playback.loadCues();
  assert.deepEqual(playback.current, {});
  audio.currentTime = 2.5;
  assert.equal(playback.current.sentence.start, 5);
  audio.ended = true;
  assert.deepEqual(playback.current, {});
});

for (const [from, direction, expected] of [
  [0, 1, 2],
  [2.5, 1, 2.5], // there is no next sentence: nothing happens
  [2.5, -1, 0],
]) {
  test(`skipping by ${direction} from ${from} s leads to ${expected} s`, async () => {
    const { playback, audio } = player();
    audio.currentTime = from;
    await playback.skip(direction, false);

    assert.equal(audio.currentTime, expected);
  });
}

test("a skip returns the place that it leads to; nothing at the end, null without cues", async () => {
  const { playback, audio } = player();
  const { number, count } = await playback.skip(1, false);
  assert.deepEqual([audio.currentTime, number, count], [2, 2, 2]);
  assert.equal(await playback.skip(1, false), undefined);
  assert.equal(
    await player({ cues: [{ startTime: 0, endTime: 1, text: "{" }] }).playback.skip(1, false),
    null,
  );
});

test("a selection is played to its end, and nothing after it", async () => {
  const { playback, audio } = player();
  await playback.playOnly([
    { block: 0, at: 5 },
    { block: 0, at: 9 },
  ]);
  assert.deepEqual([audio.currentTime, playback.playing], [2, true]);

  audio.currentTime = 2.9;
  playback.pauseAtEnd();
  assert.equal(playback.playing, true);
  audio.currentTime = 3;
  playback.pauseAtEnd();
  assert.equal(playback.playing, false);
});

test("another choice of time forgets the end of the selection", async () => {
  const { playback, audio } = player();
  await playback.playOnly([
    { block: 0, at: 0 },
    { block: 0, at: 4 },
  ]);
  playback.seek(2);
  playback.pauseAtEnd();

  assert.deepEqual([audio.currentTime, playback.playing], [2, true]);
});

test("without a selection that is said, and nothing is played", async () => {
  const { playback, errors } = player();
  await playback.playOnly(null);

  assert.deepEqual(errors, ["selection"]);
  assert.equal(playback.playing, false);
});

test("a click outside of the text plays nothing", async () => {
  const { playback } = player();
  await playback.playFrom(null);
  assert.equal(playback.playing, false);
  await playback.playFrom({ block: 0, at: 6 });
  assert.deepEqual([playback.time, playback.playing], [2, true]);
});
