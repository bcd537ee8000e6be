"""Rates of answers: by a clock that the tests set."""

from dataclasses import dataclass

import pytest

from feedback.service.memory import reachable
from hallbar.feedback.service import limits as limits_module
from hallbar.feedback.service.limits import DAY, FREE_RETRIES, Limits, Rate

CITIZEN, OTHER, UNKNOWN = b"\xc0\x00\x02\x07", b"\xc6\x33\x64\x08", b""
NONE = Rate(0, 1)


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def sent(limits: Limits, network: bytes, number: int) -> list[int]:
    """Return the waits of answers that are sent at once."""
    return [limits.wait(network, f"{network.hex()}-{count}") for count in range(number)]


def test_ten_at_once_and_then_one_each_ten_seconds(clock: Clock) -> None:
    limits = Limits(clock=clock)
    assert sent(limits, CITIZEN, 12) == [0] * 10 + [10, 10]
    clock.now += 4
    assert limits.wait(CITIZEN, "a") == 6
    clock.now += 6
    assert [limits.wait(CITIZEN, id_) for id_ in "ab"] == [0, 10]
    clock.now += 10_000
    assert sent(limits, CITIZEN, 11)[-2:] == [0, 10]


def test_each_client_has_a_rate_of_its_own(clock: Clock) -> None:
    limits = Limits(clock=clock)
    sent(limits, CITIZEN, 10)
    assert (limits.wait(CITIZEN, "a"), limits.wait(OTHER, "b")) == (10, 0)


def test_a_refused_answer_costs_nothing(clock: Clock) -> None:
    limits = Limits(clock=clock)
    sent(limits, CITIZEN, 500)
    clock.now += 10
    assert limits.wait(CITIZEN, "a") == 0


def test_a_retry_costs_nothing_a_few_times(clock: Clock) -> None:
    limits = Limits(Rate(2, 10), clock=clock)
    assert [limits.wait(CITIZEN, id_) for id_ in "ab"] == [0, 0]
    assert [limits.wait(CITIZEN, "b") for _ in range(FREE_RETRIES + 1)] == [0] * FREE_RETRIES + [10]
    assert limits.wait(CITIZEN, "a") == 10
    assert limits.wait(OTHER, "b") == 0


def test_all_together_have_a_rate_too(clock: Clock) -> None:
    limits = Limits(NONE, Rate(3, 0.1), clock)
    waits = [limits.wait(bytes([number] * 4), "a") for number in range(5)]
    assert waits == [0, 0, 0, 1, 1]
    clock.now += 0.2
    assert sent(limits, UNKNOWN, 3) == [0, 0, 1]


def test_those_who_are_not_known_do_not_lock_each_other_out(clock: Clock) -> None:
    assert sent(Limits(clock=clock), UNKNOWN, 500) == [0] * 500


def test_no_limit(clock: Clock) -> None:
    assert sent(Limits(NONE, NONE, clock), CITIZEN, 5000) == [0] * 5000


def test_a_clock_that_goes_back_gives_nothing(clock: Clock) -> None:
    limits = Limits(clock=clock)
    sent(limits, CITIZEN, 10)
    clock.now -= 900
    assert limits.wait(CITIZEN, "a") == 10
    clock.now += 10
    assert limits.wait(CITIZEN, "a") == 0


def test_the_one_seen_longest_ago_is_forgotten_first(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits_module, "KNOWN", 50)
    limits = Limits(Rate(1, 1e6), NONE, clock)
    networks = [number.to_bytes(4, "big") for number in range(50)]
    for network in networks:
        limits.wait(network, "a")
    limits.wait(networks[0], "b")  # seen again
    limits.wait(b"one more", "a")
    assert len(limits._buckets) == 50
    assert limits.wait(networks[0], "c") > 0
    assert limits.wait(networks[1], "c") == 0


def test_no_address_is_in_memory(clock: Clock) -> None:
    limits = Limits(clock=clock)
    network = bytes([203, 0, 113, 77]) * 2
    limits.wait(network, "a")
    held = [value for value in reachable(limits) if isinstance(value, bytes | str | int)]
    assert len(held) >= 3
    assert not [value for value in held if value in (network, network.hex(), int.from_bytes(network, "big"))]


def test_the_key_and_all_counts_are_new_each_day(clock: Clock) -> None:
    limits = Limits(clock=clock)
    sent(limits, CITIZEN, 10)
    key, names = limits._key, set(limits._buckets)
    clock.now += DAY
    assert limits.wait(CITIZEN, "a") == 0
    assert limits._key != key
    assert names.isdisjoint(limits._buckets)
    assert limits._key != Limits(clock=clock)._key
