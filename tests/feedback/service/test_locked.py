"""A locked database at many connections: all are answered in time, the service can stop, none is lost."""

import http.client
import json
import signal
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from feedback.conftest import stored
from feedback.running import Running, running
from feedback.service.slow import open_in_every_way
from hallbar.feedback.service.store import FILE
from processes import wait_until

pytestmark = [pytest.mark.usefixtures("long_round", "processes"), pytest.mark.timeout(170)]

Fields = dict[str, object]
LIMIT = 10.0
"""Seconds in which the service must end."""

ANSWERED = 5.0
"""Seconds in which a citizen must be answered."""


def post(service: Running, fields: Fields, id_: str) -> tuple[int, float]:
    """Send an answer with an id; return the status, and the seconds that it took."""
    begun = monotonic()
    client = http.client.HTTPConnection("127.0.0.1", service.port, timeout=20)
    with closing(client):
        headers = {"Origin": service.url, "Content-Type": "application/json"}
        client.request("POST", "/api/feedback", json.dumps(fields | {"id": id_}), headers)
        response = client.getresponse()
        response.read()
        return response.status, monotonic() - begun


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Write to the database from elsewhere, and do not end."""
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


@pytest.mark.parametrize("number", [1, 64, 200])
def test_a_locked_database(site: Path, data: Path, fields: Fields, number: int) -> None:
    ids = [str(uuid4()) for _ in range(number)]
    with running(site, data, "--burst", "0") as service, ThreadPoolExecutor(number) as pool:
        assert post(service, fields, ids[0])[0] == 201
        with locked(data):
            refused = list(pool.map(lambda id_: post(service, fields, id_), ids))
        assert {status for status, _ in refused} == {503}
        assert max(seconds for _, seconds in refused) <= ANSWERED
        again = list(pool.map(lambda id_: post(service, fields, id_), ids))
        assert {status for status, _ in again} == {201}
    assert sorted(answer.id for answer in stored(data)) == sorted(ids)


def stop(service: Running) -> float:
    """Send SIGTERM, and return the seconds until the process has ended, without an error."""
    begun = monotonic()
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(30) == 0
    assert not [line for line in service.lines() if "exception" in line]
    return monotonic() - begun


def test_sigterm_while_answers_wait_for_the_database(site: Path, data: Path, fields: Fields) -> None:
    with running(site, data, "--burst", "0") as service, ExitStack() as stack, ThreadPoolExecutor(64) as pool:
        with locked(data):
            open_in_every_way(service, stack)
            posts = [pool.submit(post, service, fields, str(uuid4())) for _ in range(64)]
            wait_until(lambda: connections(service) > len(posts), "all have sent an answer")
            assert stop(service) <= LIMIT
        statuses = [one.result()[0] for one in posts if not one.exception()]
    assert set(statuses) <= {201, 503}
    assert statuses.count(201) == len(stored(data))


def connections(service: Running) -> int:
    """Return the number of files and sockets that the service has opened."""
    return len(list(Path(f"/proc/{service.process.pid}/fd").iterdir()))
