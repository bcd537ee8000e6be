"""The writer: a thread that gives many entries one commit, because a commit waits for the disk.

Entries that arrive while one commit runs are in the next.
"""

import asyncio
import logging
from asyncio import AbstractEventLoop, Future
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from threading import Condition, Thread
from typing import Any
from weakref import WeakKeyDictionary

from hallbar.feedback.service.store import Entry, Store, StoreError, UnfitError
from hallbar.feedback.service.store.callers import PATIENCE, Callers, Outcome, settle
from hallbar.messages import Messages

BATCH = 500
"""Largest number of entries in one commit."""

message = Messages(__file__)
_log = logging.getLogger(__name__)
_Work = Entry | Callable[[Store], object]
_Job = tuple[_Work, "Future[None]"]


class Full(StoreError):  # noqa: N818 nothing is wrong, there is only no room
    """Too many entries wait already: this one may be sent again."""


class Settled(Exception):  # noqa: N818 a refusal, not an error of the store
    """Another entry with this id is stored, and too old to be replaced."""


class Writer:
    """A thread that owns a store. The methods may be called from any thread and event loop."""

    def __init__(self, store: Store, most: int = 2000) -> None:
        """`most`: entries that may wait."""
        self.commits = 0
        """Commits since the start."""
        self.rows = 0
        """Entries in these commits, those with a stored id included."""
        self._store = store
        self._most = most
        self._jobs: deque[_Job] = deque()
        self._change = Condition()  # of the jobs, or of closed
        self._closed = self._awake = False
        self._last = 0  # jobs in the last batch
        self._callers: MutableMapping[AbstractEventLoop, Callers] = WeakKeyDictionary()
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Number of entries that wait for a commit."""
        return len(self._jobs)

    async def keep(self, entry: Entry) -> None:
        """Return when the entry is on disk.

        Raises Settled if it came too late to replace another, and StoreError if it is not stored, or if that
        is not known within PATIENCE; it may be sent again in both cases.
        """
        await self._put(entry)

    async def check(self) -> None:
        """Raise StoreError if nothing could be stored now."""
        await self._put(lambda store: store.check())

    async def delete_contacts(self, before: str) -> None:
        """Delete the contacts from before a date, as `Store.delete_contacts` does. Raises StoreError."""
        await self._put(lambda store: store.delete_contacts(before))

    def close(self, limit: float = PATIENCE) -> None:
        """Accept nothing more, store what waits, and close the store, in `limit` seconds at most."""
        with self._change:
            self._closed = True
            self._change.notify()
        self._thread.join(limit)
        if self._thread.is_alive():
            _log.error(message("writer_hangs", count=len(self._jobs)))
            self._give_up()

    def _put(self, work: _Work) -> "Future[None]":
        loop = asyncio.get_running_loop()
        future: Future[None] = loop.create_future()
        with self._change:
            if self._closed:
                raise StoreError(message("store_closed"))
            if len(self._jobs) >= self._most:
                raise Full(message("store_busy", count=self._most))
            self._jobs.append((work, future))
            callers = self._callers.get(loop)
            if callers is None:
                callers = self._callers[loop] = Callers(loop, self._is_enough, self._wake)
        callers.add(future)
        return future

    def _is_enough(self) -> bool:
        """Return True if as many wait as shared the last commit: the same ones have probably come again."""
        return len(self._jobs) >= self._last

    def _wake(self) -> None:
        with self._change:
            self._awake = True
            self._change.notify()

    def _run(self) -> None:
        while jobs := self._next():
            self._work(jobs)
        self._outcome(self._store.close)

    def _next(self) -> list[_Job]:
        """Return what waits, at most a batch; nothing if the writer is closed."""
        with self._change:
            while not (self._awake and self._jobs) and not self._closed:
                self._change.wait()
            self._awake = len(self._jobs) > BATCH
            self._last = min(BATCH, len(self._jobs))
            return [self._jobs.popleft() for _ in range(self._last)]

    def _work(self, jobs: Sequence[_Job]) -> None:
        entries = [(work, future) for work, future in jobs if isinstance(work, Entry) and not _left(future)]
        if entries:
            self._add(entries)
        for work, future in jobs:
            if not isinstance(work, Entry):
                outcome = self._outcome(lambda work=work: work(self._store))  # type: ignore[misc]
                _tell([(future, outcome)])

    def _add(self, entries: Sequence[tuple[Entry, "Future[None]"]]) -> None:
        """Store entries in one commit. If one of them is unfit, each gets its own."""
        late = frozenset[str]()

        def add() -> None:
            nonlocal late
            late = self._store.add([entry for entry, _ in entries])

        failed = self._outcome(add)
        if isinstance(failed, UnfitError) and len(entries) > 1:
            for one in entries:
                self._add([one])
            return
        if not failed:
            self.commits += 1
            self.rows += len(entries)
        _tell(
            [(future, failed or (Settled() if entry.what.id in late else None)) for entry, future in entries]
        )

    def _outcome(self, act: Callable[[], object]) -> Outcome:
        """Return what went wrong. Nothing may end the thread, or all who come later would wait in vain."""
        try:
            act()
        except StoreError as error:
            return error
        except BaseException as error:
            name = type(error).__name__
            _log.error(message("store_unexpected", error=name))
            return UnfitError(message("store_unexpected", error=name))
        return None

    def _give_up(self) -> None:
        with self._change:
            jobs, self._jobs = self._jobs, deque()
        _tell([(future, StoreError(message("store_closed"))) for _, future in jobs])


def _left(future: "Future[None]") -> bool:
    """Return True for one who was refused while waiting. Who only went away has sent a whole answer."""
    return future.done() and not future.cancelled()


def _tell(done: Sequence[tuple["Future[None]", Outcome]]) -> None:
    """Wake all who wait, each event loop once."""
    loops: Mapping[AbstractEventLoop, list[Any]] = defaultdict(list)
    for future, outcome in done:
        loops[future.get_loop()].append((future, outcome))
    for loop, those in loops.items():
        try:
            loop.call_soon_threadsafe(settle, those)
        except RuntimeError:  # the loop is closed: nobody waits there
            _log.warning(message("nobody_waits", count=len(those)))
