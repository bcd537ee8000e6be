"""The sentence and the word that must be highlighted at each time, from cues and page, without our code."""

import json
import re
from dataclasses import dataclass
from typing import Any

BLOCKS = """() => Object.fromEntries([...document.querySelectorAll("[data-speech]")].map((element) => {
  const own = element.cloneNode(true);
  for (const inner of own.querySelectorAll("[data-speech]")) inner.remove();
  return [element.dataset.speech, own.textContent];
}))"""
"""The text of each block of the page, without that of the blocks in it."""

HEARD = """() => {
  const text = (name) => [...(CSS.highlights.get(name) ?? [])].map(String).join();
  return [document.querySelector("audio").currentTime, text("hallbar-sentence"), text("hallbar-word")];
}"""
"""The time, and the highlighted sentence and word."""


@dataclass
class Expected:
    """The cues of a page, and the text of its blocks."""

    cues: list[tuple[float, float, dict[str, Any]]]
    blocks: dict[str, str]

    @classmethod
    def of(cls, vtt: str, blocks: dict[str, str]) -> "Expected":
        found = re.findall(r"(\d\d):(\d\d):([\d.]+) --> (\d\d):(\d\d):([\d.]+)\n(.*)", vtt)
        times = [[3600 * int(h) + 60 * int(m) + float(s) for h, m, s in (one[:3], one[3:6])] for one in found]
        return cls([(b, e, json.loads(one[6])) for (b, e), one in zip(times, found, strict=True)], blocks)

    def at(self, time: float) -> tuple[str, str]:
        """Return the sentence and the word at a time."""
        begins, ends, place = [cue for cue in self.cues if cue[0] <= time][-1]
        words = [word for word in place.get("words", []) if begins + word[2] / 1000 <= time]
        sentence = self.text(place["block"], place["start"], place["end"])
        return sentence, self.text(place["block"], *words[-1][:2]) if words and time < ends else ""

    def between(self, before: float, after: float) -> set[tuple[str, str]]:
        """Return all sentences and words between two times, as clocks are not exact."""
        times = range(int(100 * before) - 3, int(100 * after) + 5)
        return {self.at(max(self.cues[0][0], time / 100)) for time in times}

    def text(self, block: int, start: int, end: int) -> str:
        """Return the text of a place, which counts UTF-16 units as JavaScript does."""
        return self.blocks[str(block)].encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
