"""Clients of a service in a process of its own: they post until it ends, and note who was acknowledged."""

import http.client
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from feedback.running import Running, running
from feedback.stores import Engine

FREE = ("--burst", "0")
"""Option of a service that limits nobody."""


class Load:
    """Answers with an id each. `acknowledged` are the ids that were answered by 201."""

    def __init__(self, service: Running) -> None:
        self.service = service
        self.acknowledged: list[str] = []

    def connection(self, timeout: float = 20) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=timeout)

    def post(self, connection: http.client.HTTPConnection, **changes: str) -> int:
        """Send an answer, and return the status of the reply."""
        fields = {"id": str(uuid4()), "page": "/regler/", "lang": "sv", "helpful": "no", "website": ""}
        fields |= {"comment": "Jag hittar inte avtalet.", "consent": "none-stored"} | changes
        headers = {"Content-Type": "application/json", "Origin": self.service.url}
        connection.request("POST", "/api/feedback", json.dumps(fields), headers)
        reply = connection.getresponse()
        reply.read()
        if reply.status == 201:
            self.acknowledged.append(fields["id"])
        return reply.status

    def post_until_it_ends(self) -> set[int]:
        """Return the statuses of all replies."""
        connection, statuses = self.connection(), set[int]()
        try:
            while True:
                statuses.add(self.post(connection))
                if 503 in statuses:
                    return statuses
        except (OSError, http.client.HTTPException):
            return statuses
        finally:
            connection.close()

    @contextmanager
    def posting(self, clients: int) -> Iterator[None]:
        """Let clients post until the service has ended."""
        with ThreadPoolExecutor(clients) as threads:
            posting = [threads.submit(self.post_until_it_ends) for _ in range(clients)]
            yield
            assert {status for client in posting for status in client.result(30)} <= {201, 503}

    def has_acknowledged(self, count: int) -> Callable[[], bool]:
        return lambda: len(self.acknowledged) >= count


def environment(engine: Engine) -> dict[str, str]:
    """Return the environment of a service that uses a store."""
    return {"HALLBAR_DATABASE": engine.database} if engine.database else {}


@contextmanager
def loaded(site: Path, engine: Engine) -> Iterator[Load]:
    """Run a service on a store."""
    with running(site, engine.data, *FREE, **environment(engine)) as service:
        yield Load(service)
