"""Those who wait for the store in an event loop: gathered for one commit, and answered in time."""

from asyncio import AbstractEventLoop, Future
from collections import deque
from collections.abc import Callable, Sequence

from hallbar.feedback.service.store import StoreError
from hallbar.messages import Messages

PATIENCE = 3.5
"""Seconds until nobody waits longer for the store: a citizen is answered within 5, whatever happens to it."""

GATHER = 0.03
"""Seconds that an entry waits at most for others that are on their way, so that they share a commit."""

TURN = 0.002
"""Seconds between two looks at who has come."""

message = Messages(__file__)
Outcome = Exception | None


class Callers:
    """Those who wait in one event loop. They are gathered, and given up in time."""

    def __init__(
        self, loop: AbstractEventLoop, is_enough: Callable[[], bool], wake: Callable[[], None]
    ) -> None:
        """`wake` is called when those who have come are enough, or nobody else comes."""
        self._loop, self._is_enough, self._wake = loop, is_enough, wake
        self._waiting: deque[tuple[float, Future[None]]] = deque()  # until when
        self._gathering = self._grew = self._timed = False
        self._until = 0.0

    def add(self, future: "Future[None]") -> None:
        """Let somebody wait."""
        now = self._loop.time()
        self._waiting.append((now + PATIENCE, future))
        self._grew = True
        if not self._gathering:
            self._gathering, self._until = True, now + GATHER
            self._loop.call_soon(self._gather)
        if not self._timed:
            self._timed = True
            self._loop.call_later(PATIENCE, self._give_up)

    def _gather(self) -> None:
        """Wake the writer when there are enough. Who comes alone waits for one turn of the loop."""
        if self._loop.time() >= self._until or not (self._grew or not self._is_enough()):
            self._gathering = False
            self._wake()
        elif self._grew:
            self._grew = False
            self._loop.call_soon(self._gather)
        else:
            self._loop.call_later(TURN, self._gather)

    def _give_up(self) -> None:
        now = self._loop.time()
        while self._waiting and (self._waiting[0][0] <= now or self._waiting[0][1].done()):
            settle([(self._waiting.popleft()[1], StoreError(message("store_slow")))])
        self._timed = bool(self._waiting)
        if self._timed:
            self._loop.call_at(self._waiting[0][0], self._give_up)


def settle(done: Sequence[tuple["Future[None]", Outcome]]) -> None:
    """Answer those who still wait: nothing went wrong, or what did."""
    for future, outcome in done:
        if future.done():  # who waited has left
            continue
        if outcome is None:
            future.set_result(None)
        else:
            future.set_exception(_own(outcome))


def _own(error: Exception) -> Exception:
    """Return a copy for one who waits: where it is raised, a traceback is added to it."""
    return type(error)(*error.args)
