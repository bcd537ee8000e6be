"""Clients that send too slowly, or not at all."""

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from time import monotonic

from feedback.running import Running

LIMIT = 30
"""Seconds after which a client stops to wait."""


def seconds_until_closed(port: int, begun: Sequence[bytes]) -> list[float]:
    """Return the seconds until each connection is closed that began so, all at the same time."""
    with ThreadPoolExecutor(len(begun)) as pool:
        return list(pool.map(lambda text: _seconds(port, text), begun))


def _seconds(port: int, begun: bytes) -> float:
    start = monotonic()
    with socket.create_connection(("127.0.0.1", port), LIMIT) as client:
        client.sendall(begun)
        while client.recv(65_536):
            pass
    return monotonic() - start


def open_in_every_way(service: Running, stack: ExitStack) -> None:
    """Open connections that say nothing, send half a header or half a body, or do not read the response.

    They are open until the stack is left.
    """
    head = f"POST /api/feedback HTTP/1.1\r\nHost: a\r\nOrigin: {service.url}\r\n".encode()
    body = head + b"Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
    page = b"GET /feedback/ HTTP/1.1\r\nHost: a\r\n\r\n"
    for begun in [b"", head, body, page, page + head, page * 400] * 3:
        client = stack.enter_context(socket.create_connection(("127.0.0.1", service.port), LIMIT))
        client.sendall(begun)
