"""The drafts of refused forms, in memory until the form is shown again: never on disk or in a log."""

import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

LIFE = 30 * 60
"""Seconds that a draft is kept."""

MOST = 1000
"""Largest number of drafts."""

ROOM = 8 * 1024 * 1024
"""Bytes that all drafts may take together: at least a hundred of the largest."""

FIELDS = ("id", "page", "lang", "helpful", "comment", "contact")
"""Names of the fields that are kept. The honeypot is not: it is shown empty again."""


@dataclass(frozen=True)
class Draft:
    """A form that was refused: its fields, and why."""

    fields: Mapping[str, str]
    error: str
    """Key of the word for the reason."""
    status: int = 422

    @property
    def comment(self) -> str:
        return self.fields.get("comment", "")


@dataclass(frozen=True)
class _Kept:
    draft: Draft
    until: float
    size: int


class Drafts:
    """The drafts of one service, by token. `clock` returns seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}  # the oldest first
        self._size = 0

    def keep(self, draft: Draft) -> str:
        """Return the token of a draft; empty if there is no room for it.

        A full memory refuses new drafts and drops none, so nobody can push out what others wrote.
        """
        self._drop_old()
        size = sum(map(sys.getsizeof, draft.fields.values()))
        if len(self._kept) >= MOST or self._size + size > ROOM:
            return ""
        token = secrets.token_urlsafe(16)
        self._kept[token] = _Kept(draft, self._clock() + LIFE, size)
        self._size += size
        return token

    def find(self, token: str) -> Draft | None:
        """Return the draft of a token, as often as it is asked for; None if there is none any longer."""
        self._drop_old()
        kept = self._kept.get(token)
        return kept.draft if kept else None

    def forget(self, id_: str) -> None:
        """Drop the drafts of the form with an id, which has been sent at last."""
        for token in [token for token, kept in self._kept.items() if kept.draft.fields.get("id") == id_]:
            self._drop(token)

    def _drop_old(self) -> None:
        now = self._clock()
        while self._kept and (oldest := next(iter(self._kept))) and self._kept[oldest].until <= now:
            self._drop(oldest)

    def _drop(self, token: str) -> None:
        self._size -= self._kept.pop(token).size


def drafted(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the fields of a request that a draft keeps: those that are text, with a valid encoding."""
    return {name: value for name in FIELDS if isinstance(value := fields.get(name), str)}
