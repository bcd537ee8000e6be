import asyncio
import logging
import threading
import time
from collections.abc import Coroutine, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from feedback.service.contract import all_of
from feedback.service.entries import another, entry
from feedback.stores import SQLite, open_
from hallbar.feedback.service.store import ALL, Entry, Selection, StoreError, UnfitError, callers
from hallbar.feedback.service.store.writer import BATCH, Full, Settled, Writer


class Gated:
    """A store that waits before each commit until its gate is open, and fails on demand."""

    def __init__(self) -> None:
        self.batches: list[Sequence[Entry]] = []
        self.gate, self.begun = threading.Event(), threading.Event()
        self.threads: set[int] = set()
        self.fault: BaseException | None = None
        self.unfit: str = ""
        self.late: frozenset[str] = frozenset()
        self.deleted: list[str] = []
        self.closed = False

    def add(self, entries: Sequence[Entry]) -> frozenset[str]:
        self.begun.set()
        assert self.gate.wait(10)
        self.check()
        if self.unfit in [one.what.id for one in entries]:
            raise UnfitError("unfit")
        self.batches.append(entries)
        return self.late

    def check(self) -> None:
        self.threads.add(threading.get_ident())
        if self.fault:
            raise self.fault

    def delete_contacts(self, before: str) -> int:
        self.check()
        self.deleted.append(before)
        return 1

    def answers(self, _: Selection = ALL) -> Iterator[Entry]:
        return (entry for batch in self.batches for entry in batch)

    def reports(self, _: Selection = ALL) -> Iterator[Entry]:
        return iter(())

    def close(self) -> None:
        self.threads.add(threading.get_ident())
        self.closed = True


@pytest.fixture
def engine(tmp_path: Path) -> SQLite:
    return SQLite(tmp_path / "data")


@pytest.fixture
def store() -> Gated:
    return Gated()


@pytest.fixture
def gated(store: Gated) -> Iterator[Writer]:
    gated = Writer(store, most=1000)
    yield gated
    store.gate.set()
    gated.close()


def in_a_loop(work: Coroutine[None, None, None]) -> None:
    """Run in a thread of its own: a browser that other tests hold open occupies this one's event loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result(60)


async def started(writer: Writer, count: int) -> list["asyncio.Task[None]"]:
    """Return so many callers, all of whom wait in the queue."""
    tasks = [asyncio.create_task(writer.keep(another())) for _ in range(count)]
    await asyncio.sleep(0)
    return tasks


async def begun(store: Gated) -> None:
    """Wait until a commit runs."""
    assert await asyncio.to_thread(store.begun.wait, 10)


async def results(tasks: Sequence["asyncio.Task[None]"]) -> list[object]:
    return list(await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10))


def test_many_at_once_are_stored_once_and_by_few_commits(engine: SQLite) -> None:
    ids = [another().what.id for _ in range(20)]
    one = Writer(open_(engine))

    async def keep_all() -> None:
        await asyncio.gather(*(one.keep(entry(id=id_)) for id_ in ids * 50))

    in_a_loop(keep_all())
    assert one.rows == 1000
    assert one.rows / one.commits > 10
    one.close()
    assert sorted(stored.what.id for stored in read(engine)) == sorted(ids)


def test_callers_may_live_in_several_threads(engine: SQLite) -> None:
    ids = [another().what.id for _ in range(20)]
    one = Writer(open_(engine))

    async def keep_all() -> None:
        await asyncio.gather(*(one.keep(entry(id=id_)) for id_ in ids))
        await one.check()

    with ThreadPoolExecutor(16) as threads:
        for done in [threads.submit(asyncio.run, keep_all()) for _ in range(16)]:
            done.result(30)
    one.close()
    assert sorted(stored.what.id for stored in read(engine)) == sorted(ids)


def read(engine: SQLite) -> list[Entry]:
    with closing(open_(engine)) as store:
        return all_of(store)


def test_it_returns_after_the_commit(gated: Writer, store: Gated) -> None:
    async def run() -> None:
        [task] = await started(gated, 1)
        await begun(store)
        await asyncio.sleep(0.02)
        assert not task.done()
        store.gate.set()
        assert await results([task]) == [None]
        assert len(list(store.answers())) == 1

    in_a_loop(run())


def test_one_after_another_nobody_waits_for_company(engine: SQLite) -> None:
    one = Writer(open_(engine))

    async def run() -> None:
        for number in range(10):
            await asyncio.wait_for(one.keep(another()), 5)
            assert (one.commits, one.rows) == (number + 1, number + 1)

    in_a_loop(run())
    one.close()


def test_what_waits_goes_into_one_commit_but_not_without_end(gated: Writer, store: Gated) -> None:
    async def run() -> None:
        first = await started(gated, 1)
        await begun(store)
        others = await started(gated, BATCH + 10)
        assert gated.waiting == BATCH + 10
        store.gate.set()
        assert set(await results(first + others)) == {None}

    in_a_loop(run())
    assert [len(batch) for batch in store.batches] == [1, BATCH, 10]
    assert (gated.commits, gated.rows, gated.waiting) == (3, BATCH + 11, 0)


def test_a_full_queue_says_so_at_once(store: Gated) -> None:
    small = Writer(store, most=3)

    async def run() -> None:
        stored = await started(small, 1)
        await begun(store)
        stored += await started(small, 3)
        for act in (small.keep(another()), small.check()):
            with pytest.raises(Full):
                await asyncio.wait_for(act, 0.5)
        store.gate.set()
        assert await results(stored) == [None] * 4
        await small.keep(another())

    in_a_loop(run())
    small.close()
    assert len(list(store.answers())) == 5


def test_nobody_waits_longer_than_the_patience(
    gated: Writer, store: Gated, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store hangs: neither those in the commit wait for it, nor those behind them."""
    monkeypatch.setattr(callers, "PATIENCE", 0.1)

    async def run() -> None:
        begin = time.monotonic()
        tasks = await started(gated, 200)
        await begun(store)
        tasks += await started(gated, 200)
        told = await results(tasks)
        assert {type(one) for one in told} == {StoreError}
        assert time.monotonic() - begin < 2
        given_up = await started(gated, 1)
        await results(given_up)
        store.gate.set()
        await gated.keep(entry())

    in_a_loop(run())
    behind = [one.what.id for one in store.batches[-1]]
    assert (behind, len(store.batches)) == ([entry().what.id], 2)  # who was refused is not stored later


def test_only_those_that_come_too_late_are_settled(gated: Writer, store: Gated) -> None:
    async def run() -> None:
        store.gate.set()
        store.late = frozenset([entry().what.id])
        told = await asyncio.gather(
            gated.keep(another()), gated.keep(entry()), gated.keep(another()), return_exceptions=True
        )
        assert [type(one) for one in told] == [type(None), Settled, type(None)]

    in_a_loop(run())


@pytest.mark.parametrize(
    "fault", [StoreError("the disk is full"), ValueError("a citizen's text"), SystemExit("a citizen's text")]
)
def test_all_in_a_batch_that_fails_are_refused_and_the_next_is_stored(
    gated: Writer, store: Gated, fault: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    store.fault = fault

    async def run() -> None:
        store.gate.set()
        told = await results(await started(gated, 20))
        assert all(isinstance(one, StoreError) for one in told)
        assert len({id(one) for one in told}) == 20  # each has its own: a traceback grows where it is raised
        assert ("the disk is full" in str(told[0])) is isinstance(fault, StoreError)
        assert "citizen" not in str(told[0])
        store.fault = None
        await gated.keep(another())

    with caplog.at_level(logging.DEBUG):
        in_a_loop(run())
    assert "citizen" not in caplog.text
    assert (type(fault).__name__ in caplog.text) is not isinstance(fault, StoreError)
    assert (gated.commits, gated.rows, len(list(store.answers()))) == (1, 1, 1)


def test_one_that_is_unfit_does_not_take_the_rest_with_it(gated: Writer, store: Gated) -> None:
    async def run() -> None:
        first = await started(gated, 1)
        await begun(store)
        store.unfit = entry().what.id
        tasks = await started(gated, 3)
        tasks.append(asyncio.create_task(gated.keep(entry())))
        tasks += await started(gated, 3)
        store.gate.set()
        told = await results(first + tasks)
        assert [type(one) for one in told] == [type(None)] * 4 + [UnfitError] + [type(None)] * 3

    in_a_loop(run())
    assert len(list(store.answers())) == 7


def test_checks_and_deletions_run_where_the_commits_do(gated: Writer, store: Gated) -> None:
    async def run() -> None:
        store.gate.set()
        await gated.check()
        await gated.keep(another())
        await gated.delete_contacts("2026-01-01T00:00Z")
        store.fault = StoreError("read-only")
        for act in (gated.check(), gated.delete_contacts("2026-01-01T00:00Z")):
            with pytest.raises(StoreError, match="read-only"):
                await act

    in_a_loop(run())
    gated.close()
    assert len(store.threads) == 1
    assert threading.get_ident() not in store.threads
    assert (gated.commits, gated.rows, store.deleted) == (1, 1, ["2026-01-01T00:00Z"])


def test_closing_stores_what_waits_and_accepts_nothing_more(gated: Writer, store: Gated) -> None:
    async def run() -> None:
        waiting = await started(gated, 1)
        await begun(store)
        waiting += await started(gated, BATCH + 10)
        closing = asyncio.create_task(asyncio.to_thread(gated.close))
        while not gated._closed:
            await asyncio.sleep(0.001)
        assert not store.closed
        for act in (gated.keep(another()), gated.check()):
            with pytest.raises(StoreError, match="closed"):
                await act
        store.gate.set()
        await closing
        assert store.closed
        assert set(await results(waiting)) == {None}

    in_a_loop(run())
    assert len(list(store.answers())) == BATCH + 11
    assert not gated._thread.is_alive()
    gated.close()  # again does no harm


def test_closing_does_not_wait_for_a_store_that_hangs(
    gated: Writer, store: Gated, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        tasks = await started(gated, 1)
        await begun(store)
        tasks += await started(gated, 3)
        await asyncio.to_thread(gated.close, 0.05)
        told = await results(tasks[1:])
        assert {type(one) for one in told} == {StoreError}
        store.gate.set()
        assert await results(tasks[:1]) == [None]

    in_a_loop(run())
    assert "3 answers were not stored" in caplog.text


def test_who_leaves_disturbs_nobody_and_is_stored(gated: Writer, store: Gated) -> None:
    """A citizen who closes the page has pressed Send before."""

    async def run() -> None:
        tasks = await started(gated, 1)
        await begun(store)
        tasks += await started(gated, 3)
        for left in tasks[::2]:
            left.cancel()
        await asyncio.sleep(0)
        store.gate.set()
        told = await results(tasks)
        assert [type(one) for one in told] == [asyncio.CancelledError, type(None)] * 2
        await gated.keep(another())

    in_a_loop(run())
    assert len(list(store.answers())) == 5


@pytest.mark.parametrize("fault", [None, StoreError("the disk is full")])
def test_an_event_loop_that_has_ended_disturbs_nobody(
    gated: Writer, store: Gated, fault: Exception | None
) -> None:
    async def leave() -> None:
        await started(gated, 2)
        await begun(store)

    in_a_loop(leave())
    store.fault = fault
    store.gate.set()

    async def run() -> None:
        if fault:
            with pytest.raises(StoreError):
                await gated.keep(another())
        store.fault = None
        await asyncio.wait_for(gated.keep(another()), 10)

    in_a_loop(run())


def test_it_sleeps_while_nothing_comes(gated: Writer) -> None:
    """No polling: a service at rest uses no processor time, and lets the machine sleep."""
    [task] = list(Path(f"/proc/self/task/{gated._thread.native_id}").glob("status"))

    def switches() -> int:
        lines = task.read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if "ctxt_switches" in line)

    before = switches()
    threading.Event().wait(0.1)
    assert switches() - before <= 1


def test_a_locked_file_costs_nobody_more_than_the_patience(
    engine: SQLite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those behind the first do not wait one after another."""
    monkeypatch.setattr(callers, "PATIENCE", 0.3)
    one = Writer(open_(engine, 0.2))
    waits: list[float] = []

    async def keep(wait: float) -> None:
        await asyncio.sleep(wait)
        begin = time.monotonic()
        with pytest.raises(StoreError):
            await one.keep(another())
        waits.append(time.monotonic() - begin)

    async def keep_all() -> None:
        await asyncio.gather(*(keep(number / 500) for number in range(200)))

    with engine.locked():
        in_a_loop(keep_all())
    assert (len(waits), max(waits) < 0.6) == (200, True)

    async def keep_one() -> None:
        await one.keep(entry())

    in_a_loop(keep_one())
    one.close()
    assert entry() in read(engine)  # with those that were given up in the middle of a commit
