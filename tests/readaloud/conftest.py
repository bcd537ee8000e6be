"""What the tests of read-aloud share."""

from collections.abc import Callable, Iterator

import pytest

from hallbar.readaloud.text import lexicon, spoken


@pytest.fixture
def forget() -> Iterator[Callable[[], None]]:
    """Call it when the lexicon has changed: then the rules are made anew, and once more after the test."""
    yield spoken.forget
    lexicon.use(None)
    spoken.forget()


@pytest.fixture
def without_lexicon(monkeypatch: pytest.MonkeyPatch, forget: Callable[[], None]) -> None:
    """The house's rules alone: what editors add must not fail our tests."""
    monkeypatch.setattr(lexicon, "entries", lambda _lang: {})
    forget()
