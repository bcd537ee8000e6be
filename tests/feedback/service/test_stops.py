"""The stop of the service, whatever is open, and a locked database at many connections: nothing is lost."""

import http.client
import json
import signal
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import Event
from time import monotonic
from uuid import uuid4

import httpx
import pytest

from feedback.conftest import stored
from feedback.running import Running, running
from hallbar.feedback.service.store import FILE
from processes import wait_until

pytestmark = [pytest.mark.usefixtures("long_round", "processes"), pytest.mark.timeout(170)]

Fields = dict[str, object]
ROUNDS = 10
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


def open_in_every_way(service: Running, stack: ExitStack) -> None:
    """Open connections that say nothing, send half a header or half a body, or do not read the response."""
    head = f"POST /api/feedback HTTP/1.1\r\nHost: a\r\nOrigin: {service.url}\r\n".encode()
    body = head + b"Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    page = b"GET /feedback/ HTTP/1.1\r\nHost: a\r\n\r\n"
    for begun in [b"", head, body, page, page + head, page * 400] * 3:
        client = stack.enter_context(socket.create_connection(("127.0.0.1", service.port), 10))
        client.sendall(begun)


def load(service: Running, fields: Fields, until: Event) -> set[str]:
    """Send answers until the service ends; return the ids of those that were acknowledged."""
    acknowledged = set[str]()
    while not until.is_set():
        with suppress(OSError, http.client.HTTPException):
            id_ = str(uuid4())
            if post(service, fields, id_)[0] == 201:
                acknowledged.add(id_)
    return acknowledged


def stop(service: Running) -> float:
    """Send SIGTERM, and return the seconds until the process has ended, without an error."""
    begun = monotonic()
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(30) == 0
    assert not [line for line in service.lines() if "exception" in line]
    return monotonic() - begun


def test_sigterm_under_load_whatever_is_open(site: Path, data: Path, fields: Fields) -> None:
    acknowledged, seconds = set[str](), []
    for _ in range(ROUNDS):
        ended, before = Event(), len(acknowledged)
        with (
            running(site, data, "--burst", "0") as service,
            ExitStack() as stack,
            ThreadPoolExecutor(8) as pool,
        ):
            open_in_every_way(service, stack)
            loads = [pool.submit(load, service, fields, ended) for _ in range(8)]
            try:
                wait_until(lambda before=before: len(stored(data)) > before + 20, "answers are stored")
                seconds.append(stop(service))
            finally:
                ended.set()
            acknowledged |= {id_ for one in loads for id_ in one.result(30)}
    assert max(seconds) <= LIMIT, seconds
    assert len(acknowledged) > 20 * ROUNDS
    assert acknowledged <= {answer.id for answer in stored(data)}


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Write to the database from elsewhere, and do not end."""
    with closing(sqlite3.connect(data / FILE, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield
        other.execute("rollback")


def test_sigterm_while_answers_wait_for_the_database(site: Path, data: Path, fields: Fields) -> None:
    with running(site, data, "--burst", "0") as service, ExitStack() as stack, ThreadPoolExecutor(64) as pool:
        with locked(data):
            open_in_every_way(service, stack)
            posts = [pool.submit(post, service, fields, str(uuid4())) for _ in range(64)]
            wait_until(lambda: waiting(service) > 0, "answers wait")
            assert stop(service) <= LIMIT
        statuses = [one.result()[0] for one in posts if not one.exception()]
    assert set(statuses) <= {201, 503}
    assert statuses.count(201) == len(stored(data))


def waiting(service: Running) -> float:
    """Return the number of answers that wait for a commit."""
    lines = httpx.get(f"{service.url}/metrics", timeout=10).text.splitlines()
    [queue] = [line for line in lines if line.startswith("hallbar_feedback_queue ")]
    return float(queue.split()[1])


@pytest.mark.parametrize("connections", [1, 64, 200])
def test_a_locked_database(site: Path, data: Path, fields: Fields, connections: int) -> None:
    ids = [str(uuid4()) for _ in range(connections)]
    with running(site, data, "--burst", "0") as service, ThreadPoolExecutor(connections) as pool:
        assert post(service, fields, ids[0])[0] == 201
        with locked(data):
            refused = list(pool.map(lambda id_: post(service, fields, id_), ids))
        assert {status for status, _ in refused} == {503}
        assert max(seconds for _, seconds in refused) <= ANSWERED
        again = list(pool.map(lambda id_: post(service, fields, id_), ids))
        assert {status for status, _ in again} == {201}
    assert sorted(answer.id for answer in stored(data)) == sorted(ids)
