"""Fixtures that the tests of read-aloud share."""

from collections.abc import Callable, Iterator

import pytest

from hallbar.readaloud.text import lexicon, spoken


@pytest.fixture
def forget() -> Iterator[Callable[[], None]]:
    """A function that drops cached rules after a change of the lexicon; also called after the test."""
    yield spoken.forget
    lexicon.use(None)
    spoken.forget()


@pytest.fixture
def without_lexicon(monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]) -> None:
    """Use the rules without any lexicon, so that entries of editors cannot fail the tests."""
    monkeypatch.setattr(lexicon, "entries", lambda _lang: {})
    forget()
