"""Progress of long work, on a terminal and in a log."""

import io
import sys
from contextlib import AbstractContextManager

import pytest

from hallbar.readaloud.audio import progress
from hallbar.readaloud.audio.progress import Step, hidden, shown


def work(progress_bar: AbstractContextManager[Step]) -> None:
    with progress_bar as step:
        for unit in ["sentences"] * 6 + ["pages"] * 2:
            step(unit)


def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "EVERY", 0)
    lines: list[str] = []
    work(shown(lines.append)(8))

    assert lines[0].startswith("sound: 1 sentences, ")
    assert lines[-1] == "sound: 6 sentences, 2 pages, 0 s left"
    assert len(lines) == 8


def test_a_terminal_gets_a_bar_with_sentences_pages_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, lines = Terminal(), list[str]()
    monkeypatch.setattr(sys, "stderr", terminal)
    work(shown(lines.append)(8))

    assert "100%" in terminal.getvalue()
    assert "6 sentences, 2 pages, 0 s left" in terminal.getvalue()
    assert lines == []


def test_hidden_progress_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    work(hidden(8))
    assert capsys.readouterr() == ("", "")
