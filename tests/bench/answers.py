"""Benchmark of the store of answers: the service with it, beside the same service without a store.

Also beside a commit for each answer in the event loop, and with PostgreSQL. All run at the same time, and are
loaded in turns, so that a machine that is slow for a while is slow for all.
"""

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parent.parent))

import httpx

from feedback.stores import Server
from hallbar.feedback.service import server
from hallbar.feedback.service.limits import Limits, Rate
from hallbar.feedback.service.receiver import Receiver, Rules
from hallbar.feedback.service.store import Entry, opened
from hallbar.feedback.service.store.writer import Writer
from hallbar.listener import listening
from processes import started

CONNECTIONS = 64
ROUNDS, SECONDS = 6, 1.2
RATE, CPU, SINGLE, ROWS, P99 = 0.55, 1.2, 2.0, 10.0, 3.0
"""Least rate and most CPU time, of those without a store; least rate, of a commit for each answer; least rows
in a commit; most waiting time (99th percentile), of that without a store."""

KINDS = "none", "store", "single", "postgres"
PAGE = "/regler/"
MANIFEST = {
    "release": "abc123",
    "path": "/",
    "languages": ["sv", "en"],
    "pages": {PAGE: {"lang": "sv", "title": "x", "version": "1"}},
}
COMMENT = "Jag hittar inte avtalet som det skrevs om i nyheten, och det tog lång tid."


class Nowhere(Writer):
    """A writer that stores nothing: all that the rest of the service costs."""

    async def keep(self, entry: Entry) -> None:
        pass


class Single(Writer):
    """A writer that commits each answer by itself, in the event loop, where all others wait meanwhile."""

    async def keep(self, entry: Entry) -> None:
        self._store.add([entry])
        self.commits += 1
        self.rows += 1


def serve(kind: str, folder: str, database: str = "") -> None:
    """Run one kind of service, in a process of its own."""
    store = opened(Path(folder, kind), database)
    writer = {"none": Nowhere, "single": Single}.get(kind, Writer)(store)
    free = Rate(0, 1)
    receiver = Receiver(Path(folder), writer, Rules(limits=Limits(free, free)))
    with listening(0, server.CONNECTIONS) as listener:
        server.run(Path(folder), receiver, listener)


class Client(asyncio.Protocol):
    """One connection, which sends the next answer when the one before was acknowledged."""

    def __init__(self, port: int, waits: list[float], end: float) -> None:
        self._before, self._after = request(port)
        self._waits, self._end, self._reply = waits, end, b""
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        self._reply += data  # head and body may come one after the other
        if not self._reply.endswith(b"}"):
            return
        assert self._reply.startswith(b"HTTP/1.1 201"), self._reply
        now, self._reply = time.perf_counter(), b""
        self._waits.append(now - self._begun)
        if now < self._end:
            self._send()
        else:
            self._transport.close()
            self.done.set_result(None)

    def _send(self) -> None:
        self._begun = time.perf_counter()
        self._transport.write(self._before + str(uuid4()).encode() + self._after)


def request(port: int) -> tuple[bytes, bytes]:
    """Return a request with an answer: the bytes before its id, and those after it."""
    fields = {"id": " " * 36, "page": PAGE, "lang": "sv", "helpful": "no", "website": ""}
    body = json.dumps(fields | {"comment": COMMENT, "consent": "none-stored"})
    head = (
        f"POST /api/feedback HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    before, _, after = f"{head}{body}".partition(" " * 36)
    return before.encode(), after.encode()


async def load(port: int, seconds: float) -> list[float]:
    """Return how long each answer took, in seconds."""
    waits = list[float]()
    end = time.perf_counter() + seconds
    loop = asyncio.get_running_loop()
    clients = [
        (await loop.create_connection(lambda: Client(port, waits, end), "127.0.0.1", port))[1]
        for _ in range(CONNECTIONS)
    ]
    await asyncio.gather(*(client.done for client in clients))
    return waits


@dataclass
class Measured:
    """One kind of service, and what was measured of it in all rounds."""

    pid: int
    port: int
    rates: list[float] = field(default_factory=list)  # answers a second
    cpu: list[float] = field(default_factory=list)  # seconds an answer
    waits: list[float] = field(default_factory=list)  # seconds

    def round(self) -> None:
        """Load it for a while."""
        before, begun = self._cpu(), time.perf_counter()
        waits = asyncio.run(load(self.port, SECONDS))
        self.rates.append(len(waits) / (time.perf_counter() - begun))
        self.cpu.append((self._cpu() - before) / len(waits))
        self.waits += waits

    def rate(self) -> float:
        return statistics.median(self.rates)

    def cost(self) -> float:
        """Return the CPU time of an answer, in microseconds."""
        return statistics.median(self.cpu) * 1e6

    def p99(self) -> float:
        """Return the time that 99 of 100 wait less than, in milliseconds."""
        return statistics.quantiles(self.waits, n=100)[-1] * 1000

    def rows(self) -> float:
        """Return the rows of a commit."""
        lines = httpx.get(f"http://127.0.0.1:{self.port}/metrics").text.splitlines()
        counted = dict(line.split(" ") for line in lines if line[0] != "#")
        rows, commits = (float(counted[f"hallbar_feedback_{name}_total"]) for name in ("rows", "commits"))
        return rows / max(commits, 1)

    def _cpu(self) -> float:
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


@contextmanager
def running(kind: str, folder: str, database: str) -> Iterator[Measured]:
    """Start one kind of service."""
    command = [sys.executable, __file__, kind, folder, database if kind == "postgres" else ""]
    with started(command, stderr=subprocess.PIPE) as process:
        assert process.stderr
        address = json.loads(process.stderr.readline())["address"]
        yield Measured(process.pid, int(address.rpartition(":")[2]))


def measured(folder: str, database: str) -> tuple[dict[str, Measured], dict[str, float]]:
    """Return the figures of each kind, and the rows of a commit."""
    with ExitStack() as stack:
        kinds = {kind: stack.enter_context(running(kind, folder, database)) for kind in KINDS}
        for number in range(ROUNDS + 1):
            for one in kinds.values():
                one.round()
                if not number:  # it only warms
                    one.rates, one.cpu, one.waits = [], [], []
        return kinds, {kind: one.rows() for kind, one in kinds.items()}


def main() -> None:
    """Print the figures; exit with 1 if a limit is missed."""
    with TemporaryDirectory() as folder, TemporaryDirectory(prefix="hallbar-postgres-") as place:
        manifest = Path(folder, "hallbar/manifest.json")
        manifest.parent.mkdir()
        manifest.write_text(json.dumps(MANIFEST), "utf-8")
        with ExitStack() as stack:
            database = Server(Path(place), stack).new_database()
            kinds, rows = measured(folder, database)
    for kind, one in kinds.items():
        print(
            f"answers, {kind}: {one.rate():.0f} a second, {one.cost():.0f} µs CPU, "
            f"99 of 100 in {one.p99():.0f} ms, {rows[kind]:.1f} rows a commit"
        )
    none, store = kinds["none"], kinds["store"]
    limits = [
        ("rate, of that without a store", store.rate() / none.rate(), RATE, True),
        ("CPU, of that without a store", store.cost() / none.cost(), CPU, False),
        ("rate, of a commit for each answer", store.rate() / kinds["single"].rate(), SINGLE, True),
        ("rows a commit", rows["store"], ROWS, True),
        ("99 of 100, of that without a store", store.p99() / none.p99(), P99, False),
    ]
    for name, value, limit, least in limits:
        print(f"answers: {name}: {value:.2f} ({'at least' if least else 'at most'} {limit:g})")
    sys.exit(not all(value >= limit if least else value <= limit for _, value, limit, least in limits))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(*sys.argv[1:])
    else:
        main()
