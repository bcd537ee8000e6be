"""The rate of answers from one client, without stored addresses.

A client is known by the keyed hash of its address. The key is random, only in memory, and renewed each day
with all counts, so neither the memory nor old hashes tell who was here.
"""

import hmac
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

DAY = 24 * 3600.0
"""Seconds that a key is used."""

KNOWN = 50_000
"""Clients that are counted at a time; the one seen longest ago is forgotten first. About 10 MB."""

FREE_RETRIES = 5
"""Times that the same answer may come again from its client for nothing, for instance after a lost reply."""


@dataclass(frozen=True)
class Rate:
    """`burst` answers at once, then one more every `every` seconds. A burst of 0 is no limit."""

    burst: int
    every: float


CLIENT = Rate(10, 10.0)
"""Of one client: a hospital may share an address, and its staff are not locked out."""

ALL = Rate(50_000, 0.02)
"""Of all clients together: far above what citizens send; eight hours of it are about 400 MB."""


@dataclass
class _Bucket:
    tokens: float
    time: float
    last: bytes = b""
    retries: int = field(default=0)

    def refilled(self, rate: Rate, now: float) -> "_Bucket":
        # A clock that goes back refills nothing.
        self.tokens = min(rate.burst, self.tokens + max(0.0, now - self.time) / rate.every)
        self.time = now
        return self

    def wait(self, rate: Rate) -> int:
        """Return the seconds until there is a token; 0 if there is one."""
        return 0 if self.tokens >= 1 else math.ceil((1 - self.tokens) * rate.every)

    def spend(self, last: bytes) -> None:
        """Take a token for an answer; `last` is the hash of its id."""
        self.tokens -= 1
        self.last, self.retries = last, 0


class Limits:
    """Token buckets of the clients, and one of all together. Not safe for threads: the event loop owns it.

    `clock` returns seconds that only grow.
    """

    def __init__(
        self, client: Rate = CLIENT, everyone: Rate = ALL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._client, self._everyone, self._clock = client, everyone, clock
        self._all = _Bucket(everyone.burst, clock())
        self._renew()

    def wait(self, network: bytes, id_: str) -> int:
        """Return 0 if an answer with an id may be stored now, and count it; else the seconds to wait.

        `network` is what `proxies.network` returns: empty if the client is not known, who is then counted
        with all others only. A retry with the id of the client's last answer costs nothing.
        """
        now = self._clock()
        own = self._bucket(network, now) if network and self._client.burst else None
        if own and self._is_retry(own, id_):
            return 0
        rates = [(self._all.refilled(self._everyone, now), self._everyone)] if self._everyone.burst else []
        rates += [(own, self._client)] if own else []
        if wait := max((bucket.wait(rate) for bucket, rate in rates), default=0):
            return wait
        for bucket, _ in rates:
            bucket.spend(self._hash(id_.encode()))
        return 0

    def _is_retry(self, bucket: _Bucket, id_: str) -> bool:
        if bucket.last != self._hash(id_.encode()) or bucket.retries >= FREE_RETRIES:
            return False
        bucket.retries += 1
        return True

    def _bucket(self, network: bytes, now: float) -> _Bucket:
        if now >= self._renewed + DAY:
            self._renew()
        name = self._hash(network)
        bucket = self._buckets.pop(name, None) or _Bucket(self._client.burst, now)
        self._buckets[name] = bucket
        if len(self._buckets) > KNOWN:
            self._buckets.popitem(last=False)
        return bucket.refilled(self._client, now)

    def _hash(self, value: bytes) -> bytes:
        return hmac.digest(self._key, value, "sha256")[:16]

    def _renew(self) -> None:
        self._key, self._renewed = secrets.token_bytes(32), self._clock()
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()
