"""The drafts of refused forms: found for half an hour, bounded, and never anywhere but in memory."""

from dataclasses import dataclass

import pytest

from hallbar.feedback.service import drafts
from hallbar.feedback.service.drafts import LIFE, Draft, Drafts, drafted


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def draft(comment: str = "min text", id_: str = "a") -> Draft:
    return Draft({"id": id_, "comment": comment}, "choose")


def test_a_draft_is_found_as_often_as_it_is_asked_for() -> None:
    kept = Drafts()
    token = kept.keep(draft())
    assert [kept.find(token), kept.find(token)] == [draft(), draft()]
    assert draft().comment == "min text"


def test_a_token_cannot_be_guessed_and_says_nothing() -> None:
    kept = Drafts()
    tokens = {kept.keep(draft()) for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 22  # 128 bits
    assert [kept.find(token) for token in ("", "x", "../", next(iter(tokens))[:-1])] == [None] * 4


def test_a_draft_lives_for_half_an_hour() -> None:
    clock = Clock()
    kept = Drafts(clock)
    token = kept.keep(draft())
    clock.now += LIFE - 1
    assert kept.find(token)
    clock.now += 1
    assert kept.find(token) is None


def test_no_more_than_the_limit_and_none_is_pushed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 3)
    clock = Clock()
    kept = Drafts(clock)
    first, *others = [kept.keep(draft()) for _ in range(3)]
    assert all([first, *others])
    assert kept.keep(draft()) == ""
    assert kept.find(first)
    clock.now += LIFE
    assert kept.keep(draft())


def test_no_more_bytes_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "ROOM", 100_000)
    kept = Drafts()
    assert kept.keep(draft("\U0001f600" * 20_000))  # 4 bytes each
    assert kept.keep(draft("\U0001f600" * 20_000)) == ""
    assert kept.keep(draft("a" * 10_000))


def test_what_is_sent_at_last_is_forgotten_and_its_room_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    kept = Drafts()
    mine, other = kept.keep(draft(id_="a")), kept.keep(draft(id_="b"))
    kept.forget("a")
    assert (kept.find(mine), kept.find(other)) == (None, draft(id_="b"))
    assert kept.keep(draft())


def test_only_known_fields_with_text_are_kept() -> None:
    sent = {"comment": "a", "helpful": "yes", "page": 1, "website": "x", "other": "y", "lang": None}
    assert drafted(sent) == {"comment": "a", "helpful": "yes"}
