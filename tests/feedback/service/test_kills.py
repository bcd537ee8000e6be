"""Nothing that was acknowledged is lost: the real service, killed and stopped under load. A long round."""

import os
import re
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from feedback.running import running
from feedback.service.killing import killed
from feedback.service.loading import FREE, Load, loaded
from feedback.stores import SQLite
from hallbar.feedback.service.store import opened_to_read
from processes import wait_until

pytestmark = pytest.mark.usefixtures("long_round", "processes")


@pytest.fixture
def engine(tmp_path: Path) -> SQLite:
    return SQLite(tmp_path / "data")


def test_killed_twenty_times_nobody_is_lost(site: Path, engine: SQLite) -> None:
    assert killed(site, engine, rounds=20, least=100) >= 2000


def test_a_thousand_posts_of_twenty_answers_are_twenty_rows(site: Path, engine: SQLite) -> None:
    ids = [f"2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e{number:02}" for number in range(20)]
    with loaded(site, engine) as load:

        def post(_: int) -> list[int]:
            with closing(load.connection()) as connection:
                return [load.post(connection, id=id_) for id_ in ids]

        with ThreadPoolExecutor(10) as threads:
            statuses = [status for done in threads.map(post, range(50)) for status in done]
    assert statuses == [201] * 1000
    with closing(opened_to_read(engine.data)) as reader:
        assert sorted(entry.what.id for entry in reader.answers()) == ids


CALLS = "trace=pwrite64,write,writev,sendto,sendmsg,fdatasync,fsync"
CALL = re.compile(r"(?P<pid>\d+) +(?P<name>\w+)\(\d+<(?P<file>[^>]*)>(?P<rest>.*)")
"""A line of strace: the process, the call and its file, its arguments, and perhaps its result."""
RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. (?P<name>\w+) resumed>.* = 0$")


def order(trace: str) -> str:
    """Return the events, a letter each: w, the log was written; s, it was synced; r, somebody got 201."""
    events, waiting = [], set()
    for line in trace.splitlines():
        if (call := CALL.match(line)) and call["file"].endswith("-wal"):
            if call["name"] == "pwrite64":
                events.append("w")
            elif line.endswith(" = 0"):
                events.append("s")
            else:
                waiting.add(call["pid"])
        elif (call := RESUMED.match(line)) and call["pid"] in waiting and "sync" in call["name"]:
            waiting.remove(call["pid"])
            events.append("s")
        elif call := CALL.match(line):
            events += ["r"] if "HTTP/1.1 201" in call["rest"] else []
    return "".join(events)


def test_the_order_is_read_from_the_trace() -> None:
    """A sync counts when it has returned, and only if it succeeded."""
    wal = "</d/a.sqlite3-wal>"
    written, synced = f"7 pwrite64(9{wal}, ..., 4096, 0) = 4096\n", f"7 fdatasync(9{wal}) = 0\n"
    begun, ended = f"7 fdatasync(9{wal} <unfinished ...>\n", "7 <... fdatasync resumed>) = 0\n"
    reply = '6 sendto(5<socket:[1]>, "HTTP/1.1 201 Created\\r\\n"..., 150, 0, NULL, 0) = 150\n'
    assert order(written + synced + reply) == "wsr"
    assert order(written + begun + reply + ended) == "wrs"
    assert order(written + begun + ended + reply) == "wsr"
    assert order(written + synced.replace("0\n", "-1 EIO (Input/output error)\n") + reply) == "wr"


def test_the_disk_comes_before_the_reply(site: Path, engine: SQLite, tmp_path: Path) -> None:
    """Seen from the kernel, for 30 answers one after another: written, synced, and only then replied."""
    assert shutil.which("strace"), "strace is missing; on Debian: sudo apt-get install strace"
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "-y", "-s", "60", "-e", CALLS, "-o", str(trace)]
    with running(site, engine.data, *FREE, before=strace) as service:
        load = Load(service)
        with closing(load.connection()) as connection:
            assert [load.post(connection) for _ in range(30)] == [201] * 30
        pid = service.process.pid
        [child] = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        os.kill(int(child), signal.SIGKILL)  # strace writes the rest, and ends by itself
        wait_until(lambda: service.process.poll() is not None, "strace ends")
    seen = order(trace.read_text("utf-8", "replace"))
    replies = seen.split("r")[:-1]
    assert len(replies) == 30, seen
    assert [one for one in replies if not re.fullmatch("(w+s)+", one)] == []
