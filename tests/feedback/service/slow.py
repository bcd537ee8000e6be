"""Clients that send too slowly."""

import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

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
