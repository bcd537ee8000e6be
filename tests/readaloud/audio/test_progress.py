"""How far long work has come."""

import io
import sys
from contextlib import AbstractContextManager

import pytest

from hallbar.readaloud.audio import progress
from hallbar.readaloud.audio.progress import Step, hidden, shown


def work(progress_of: AbstractContextManager[Step]) -> None:
    with progress_of as step:
        for unit in ["sentences"] * 6 + ["pages"] * 2:
            step(unit)


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0)
    told: list[str] = []
    work(shown(told.append)(8))

    assert told[0].startswith("sound: 1 sentences, ")
    assert told[-1] == "sound: 6 sentences, 2 pages, 0 s left"
    assert len(told) == 8


def test_a_terminal_gets_a_bar_with_sentences_pages_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, told = Terminal(), list[str]()
    monkeypatch.setattr(sys, "stderr", terminal)
    work(shown(told.append)(8))

    assert "100%" in terminal.getvalue()
    assert "6 sentences, 2 pages, 0 s left" in terminal.getvalue()
    assert told == []


def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    work(hidden(8))
    assert capsys.readouterr() == ("", "")
