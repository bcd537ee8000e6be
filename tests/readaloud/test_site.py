"""The published audio, read by an independent decoder."""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from listening import decode
from listening import seconds as decoded_seconds

seconds = cache(decoded_seconds)  # several tests ask for the length of the same files
LISTS = ("cookies/index.html", "cookies/register/index.html", "sok/index.html", "a-o/index.html")
WITHOUT_TEXT = {"404.html", *LISTS, *(f"en/{page}" for page in LISTS)}


def content_pages(site: Path) -> list[Path]:
    return [
        page for page in sorted(site.rglob("*.html")) if page.relative_to(site).as_posix() not in WITHOUT_TEXT
    ]


def sound_of(page: Path) -> tuple[Path, Path, str]:
    """Return the MP3 and the cues that the player of a page names, and the text that should be heard."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    audio, track = soup.select_one("read-aloud audio"), soup.select_one("read-aloud track")
    assert audio, f"{page} has no player"
    assert track
    text = " ".join(block.get_text(" ", strip=True) for block in soup.select("[data-speech]"))
    return (page.parent / str(audio["src"])).resolve(), (page.parent / str(track["src"])).resolve(), text


def onset(samples: Sequence[int], begins: float) -> float:
    """Return the second at which audio begins near a time: the first 5 ms after silence."""
    step = 22_050 // 200
    place = max(0, int(begins * 22_050) - 8 * step)
    while max(map(abs, samples[place : place + step]), default=32_767) < 300:
        place += step
    return place / 22_050


def test_every_page_of_text_can_be_listened_to(site: Path) -> None:
    pages = content_pages(site)

    assert len(pages) >= 14
    for page in pages:
        mp3, _, text = sound_of(page)
        expected = len(text) / 15
        assert 0.4 * expected <= seconds(mp3) <= 3 * expected, page


def cues(vtt: Path) -> list[tuple[float, float, dict[str, Any]]]:
    found = re.findall(r"(\d\d):(\d\d):([\d.]+) --> (\d\d):(\d\d):([\d.]+)\n(.*)", vtt.read_text("utf-8"))
    return [
        (
            int(h) * 3600 + int(m) * 60 + float(s),
            int(h2) * 3600 + int(m2) * 60 + float(s2),
            json.loads(payload),
        )
        for h, m, s, h2, m2, s2, payload in found
    ]


def test_every_cue_lies_within_the_sound_and_names_a_block(site: Path) -> None:
    for page in content_pages(site):
        mp3, vtt, _ = sound_of(page)
        blocks = {
            tag["data-speech"]
            for tag in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("[data-speech]")
        }
        found = cues(vtt)

        assert found
        assert found[-1][1] <= seconds(mp3) + 0.05
        assert {str(place["block"]) for _, _, place in found} == blocks
        assert all(place["start"] < place["end"] for _, _, place in found)
        for begins, ends, place in found:
            times = [at for _, _, at in place.get("words", [])]
            assert all(0 <= at <= 1000 * (ends - begins) for at in times)
            assert all(
                place["start"] <= start < end <= place["end"] for start, end, _ in place.get("words", [])
            )


@pytest.mark.parametrize("language", ["", "en"])
def test_every_sentence_is_heard_when_its_cue_says(site: Path, language: str) -> None:
    """Within 20 ms, by the energy of the sound."""
    pages = [page for page in content_pages(site) if ("en" in page.relative_to(site).parts) == bool(language)]
    late = []
    for page in pages:
        mp3, vtt, _ = sound_of(page)
        _, samples = decode(mp3)
        late += [1000 * (onset(samples, begins) - begins) for begins, _, _ in cues(vtt)]

    assert len(late) >= 100
    assert [at for at in late if abs(at) > 20] == []


def test_the_untranslated_page_is_read_by_the_swedish_voice(site: Path) -> None:
    original, shown = (
        sound_of(site / "lanekort/index.html"),
        sound_of(site / "en/lanekort/index.html"),
    )

    assert shown[:2] == original[:2]


@pytest.mark.parametrize(("path", "title"), [("", "Om uppläsningen"), ("en", "About read-aloud")])
def test_the_page_about_reading_aloud_is_there_and_can_be_listened_to(
    site: Path, path: str, title: str
) -> None:
    page = site / path / "om-upplasningen/index.html"

    assert f">{title}</h1>" in page.read_text("utf-8")
    assert seconds(sound_of(page)[0]) > 30
