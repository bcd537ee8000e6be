"""The audio, decoded by the browser."""

import re
from collections.abc import Callable

import pytest

from support import Served
from visiting import Visit, promised

ONSETS = """async ([path, times]) => {
  const data = await (await fetch(path)).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 22050).decodeAudioData(data);
  const samples = sound.getChannelData(0);
  const step = 110; // 5 ms
  return times.map((time) => {
    let place = Math.max(0, Math.round(time * 22050) - 8 * step);
    const silent = () => samples.slice(place, place + step).every((one) => Math.abs(one) < 0.01);
    while (place < samples.length && silent()) {
      place += step;
    }
    return place / 22050;
  });
}"""
"""For each time, the second at which audio begins after the silence around it."""


@pytest.mark.parametrize("path", ["/lana/", "/en/lana/"])
def test_chromium_hears_each_sentence_when_its_cue_says(
    visit: Callable[[str], Visit], served: Served, path: str
) -> None:
    folder = served.site / path.strip("/")
    sources = re.findall(r'src="([^"]+\.(?:mp3|vtt))"', (folder / "index.html").read_text("utf-8"))
    mp3, vtt = sorted(sources, key=lambda source: source[-3:])
    clocks = re.findall(r"(\d\d):(\d\d):([\d.]+) -->", (folder / vtt).read_text("utf-8"))
    begins = [3600 * int(hours) + 60 * int(minutes) + float(seconds) for hours, minutes, seconds in clocks]

    onsets = promised(visit(path).page, ONSETS, [mp3, begins], what="the sound is decoded")

    late = [1000 * (onset - begin) for onset, begin in zip(onsets, begins, strict=True)]
    assert len(late) > 30
    assert [at for at in late if abs(at) > 20] == []
