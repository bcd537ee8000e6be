"""Rounds of killing a service under load: whoever was acknowledged is in the store afterwards."""

import random
import signal
import time
from contextlib import ExitStack, closing
from pathlib import Path

from feedback.service.loading import loaded
from feedback.service.slow import open_in_every_way
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
    """Stop the service by SIGTERM under load, whatever is open; return the number of the acknowledged."""
    acknowledged = set[str]()
    for number in range(rounds):
        with loaded(site, engine) as load, ExitStack() as stack, load.posting(CLIENTS):
            open_in_every_way(load.service, stack)
            wait_until(load.has_acknowledged(50), "acknowledgements")
            begun = time.monotonic()
            load.service.process.send_signal(signal.SIGTERM)
            assert load.service.process.wait(3 * limit) == 0
            assert time.monotonic() - begun <= limit
            assert not [line for line in load.service.lines() if "exception" in line]
        acknowledged |= set(load.acknowledged)
        _check(engine, acknowledged, number)
    return len(acknowledged)


def _check(engine: Engine, acknowledged: set[str], number: int) -> None:
    with closing(open_(engine)) as store:
        stored = [entry.what.id for entry in store.answers()]
    assert acknowledged <= set(stored), f"lost in round {number}: {sorted(acknowledged - set(stored))}"
    assert len(stored) == len(set(stored))
