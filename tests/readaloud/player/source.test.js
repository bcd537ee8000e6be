// The address of the audio, and the time in it before it is loaded.

import assert from "node:assert/strict";
import { test } from "node:test";

const { anew, goTo } = await import("../../../plugins/hallbar/readaloud/player/source.js");

test("an address is new each time and remains the same file", () => {
  const once = anew("https://site.example/sound/a.mp3");
  assert.equal(once, "https://site.example/sound/a.mp3?again=1");
  assert.equal(anew(once), "https://site.example/sound/a.mp3?again=2");
  assert.equal(anew("https://site.example/a.mp3?v=3"), "https://site.example/a.mp3?v=3&again=1");
});

test("a time is gone to at once, and again if a browser has forgotten it when the audio is loaded", () => {
  const audio = Object.assign(new EventTarget(), { currentTime: 0, readyState: 0 });
  goTo(audio, 7);
  goTo(audio, 9);
  assert.equal(audio.currentTime, 9);
  audio.currentTime = 0;
  audio.dispatchEvent(new Event("loadedmetadata"));
  assert.equal(audio.currentTime, 9);
  audio.readyState = 4;
  goTo(audio, 3);
  audio.dispatchEvent(new Event("loadedmetadata")); // of another try
  assert.equal(audio.currentTime, 3);
});
