"""What the tests of read-aloud share."""

from collections.abc import Iterator

import pytest

from hallbar.readaloud import spoken
from hallbar.readaloud.spoken import lexicon


@pytest.fixture
def without_lexicon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The house's rules alone: what editors add must not fail our tests."""
    monkeypatch.setattr(lexicon, "entries", lambda _lang: {})
    _forget()
    yield
    _forget()


def _forget() -> None:
    spoken._rules.cache_clear()
    spoken.spoken.cache_clear()
