"""Slow work beside the event loop, which receives others meanwhile."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from hallbar.feedback.service.admission import WAIT
from hallbar.feedback.service.answer import Refused

MOST = 20
"""Pieces of work that may wait: each takes less than 0.1 s, and nobody waits longer than a few seconds."""

T = TypeVar("T")


class Slow:
    """One thread, so that the event loop gets at least half of the time."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "slow")
        self._waiting = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Return the result of `work`. Raises Refused if too much waits."""
        if self._waiting >= MOST:
            raise Refused("error", 503, WAIT)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Let go of the thread, and of what waits."""
        self._thread.shutdown(wait=False, cancel_futures=True)
