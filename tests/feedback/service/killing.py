"""Rounds of killing a service under load: whoever was acknowledged is in the store afterwards."""

import random
import signal
import socket
import time
from contextlib import ExitStack, closing
from pathlib import Path

from feedback.service.loading import loaded
from feedback.stores import Engine, open_
from processes import wait_until

CLIENTS = 16
AFTER = 0.02
"""Seconds until the kill, at most, after enough were acknowledged."""


def killed(site: Path, engine: Engine, rounds: int, least: int) -> int:
    """Kill the service at random moments on one store; return how many were acknowledged in all rounds.

    `least`: acknowledgements in each round. Every round starts on what the one before has left.
    """
    dice, acknowledged = random.Random(rounds), set[str]()
    for number in range(rounds):
        with loaded(site, engine) as load, load.posting(CLIENTS):
            wait_until(load.has_acknowledged(least + dice.randrange(least)), "acknowledgements")
            time.sleep(dice.uniform(0, AFTER))
            load.service.process.kill()
        acknowledged |= set(load.acknowledged)
        _check(engine, acknowledged, number)
    return len(acknowledged)


def stopped(site: Path, engine: Engine, rounds: int, limit: float) -> int:
    """Stop the service by SIGTERM under load, with requests that are half sent; return the acknowledged."""
    acknowledged = set[str]()
    for number in range(rounds):
        with loaded(site, engine) as load, ExitStack() as stack, load.posting(CLIENTS):
            for text in (
                b"POST /api/fe",
                b"POST /api/feedback HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{",
            ):
                half = stack.enter_context(socket.create_connection(("127.0.0.1", load.service.port)))
                half.sendall(text)
            wait_until(load.has_acknowledged(50), "acknowledgements")
            begun = time.monotonic()
            load.service.process.send_signal(signal.SIGTERM)
            load.service.process.wait(limit)
            assert time.monotonic() - begun <= limit
        acknowledged |= set(load.acknowledged)
        _check(engine, acknowledged, number)
    return len(acknowledged)


def _check(engine: Engine, acknowledged: set[str], number: int) -> None:
    with closing(open_(engine)) as store:
        stored = [entry.what.id for entry in store.answers()]
    assert acknowledged <= set(stored), f"lost in round {number}: {sorted(acknowledged - set(stored))}"
    assert len(stored) == len(set(stored))
