"""WebVTT, read back by a small parser that follows the block structure of the standard."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallbar.readaloud.audio.cues import Cue, webvtt, word_cues
from hallbar.readaloud.text.spoken import spoken_form

TIMING = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")


def read(text: str) -> list[tuple[int, int, dict[str, int]]]:
    """Return start, end (ms) and payload of each cue."""
    head, *blocks = text.removesuffix("\n").split("\n\n")
    assert head == "WEBVTT"
    cues = []
    for block in blocks:
        timing, payload = block.split("\n")
        match = TIMING.fullmatch(timing)
        assert match, timing
        h1, m1, s1, f1, h2, m2, s2, f2 = map(int, match.groups())
        cues.append(
            (
                ((h1 * 60 + m1) * 60 + s1) * 1000 + f1,
                ((h2 * 60 + m2) * 60 + s2) * 1000 + f2,
                json.loads(payload),
            )
        )
    return cues


def test_cues_are_written_as_webvtt() -> None:
    assert webvtt([Cue(0, 1.2345, 0, 0, 12, "a1"), Cue(3599.9996, 3661.5, 3, 12, 40, "b2")]) == (
        "WEBVTT\n"
        "\n"
        "00:00:00.000 --> 00:00:01.234\n"
        '{"block": 0, "start": 0, "end": 12, "said": "a1"}\n'
        "\n"
        "01:00:00.000 --> 01:01:01.500\n"
        '{"block": 3, "start": 12, "end": 40, "said": "b2"}\n'
    )


def test_a_cue_holds_its_words() -> None:
    cue = Cue(0, 1, 2, 0, 12, "a1", ((0, 3, 0), (4, 12, 420)))

    assert '"words": [[0, 3, 0], [4, 12, 420]]}' in webvtt([cue])


@pytest.mark.parametrize(
    ("written", "heard", "words"),
    [
        ("Vi köper bl.a. te.", [(0, 0), (3, 200), (9, 600), (15, 900), (21, 1300)],
         [(0, 2, 0), (3, 8, 200), (9, 14, 600), (15, 18, 1300)]),
        ("Vi 😀 går.", [(0, 50), (3, 300), (5, 800)], [(0, 2, 50), (3, 5, 300), (6, 10, 800)]),
        ("Ett två tre", [(0, 0), (8, 1000)], [(0, 3, 0), (4, 7, 500), (8, 11, 1000)]),
        ("Ett två tre", [(4, 400)], [(0, 3, 200), (4, 7, 400), (8, 11, 1200)]),
        ("År 2010.", [(0, 0), (3, 300), (4, 700), (5, 900)], [(0, 2, 0), (3, 8, 300)]),
        ("Ett två", [], []),
    ],
)  # fmt: skip
def test_each_word_gets_its_time_from_the_engine(
    written: str, heard: list[tuple[int, int]], words: list[tuple[int, int, int]]
) -> None:
    assert list(word_cues(spoken_form(written, "sv"), heard, 2000)) == words


def test_no_cues_are_a_valid_file() -> None:
    assert webvtt([]) == "WEBVTT\n"


def test_rounding_does_not_make_cues_overlap() -> None:
    (_, end, _), (start, _, _) = read(webvtt([Cue(0, 0.10051, 0, 0, 1, ""), Cue(0.10049, 0.2, 0, 1, 2, "")]))
    assert start == end == 101


lengths = st.floats(min_value=0, max_value=4_000, allow_nan=False)


@given(st.lists(st.tuples(lengths, lengths, st.integers(0, 999), st.integers(0, 999), st.integers(0, 999))))
def test_cues_are_read_back_unchanged_and_never_overlap(
    parts: list[tuple[float, float, int, int, int]],
) -> None:
    cues, at = [], 0.0
    for length, pause, block, start, end in parts:
        cues.append(Cue(at, at + length, block, start, end, "c3"))
        at += length + pause
    before = 0
    for cue, (begins, ends, payload) in zip(cues, read(webvtt(cues)), strict=True):
        assert before <= begins <= ends
        assert abs(begins - cue.begins * 1000) <= 0.501
        assert abs(ends - cue.ends * 1000) <= 0.501
        assert payload == {"block": cue.block, "start": cue.start, "end": cue.end, "said": "c3"}
        before = ends
