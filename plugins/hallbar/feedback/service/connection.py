"""A connection that no client can hold for long: whoever sends or reads too slowly is disconnected."""

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 9.0
"""Seconds in which a whole request must have come, from the start of the connection or of the request."""

ENDING = 2.0
"""Seconds in which a closed connection must have ended, and a request when the service stops."""

DISCARDED = 1024 * 1024
"""Bytes of a refused body that are thrown away before the connection is cut off."""


class Connection(H11Protocol):
    """HTTP/1.1 with a deadline for each request and each response."""

    _deadline: asyncio.TimerHandle | None = None
    _discarded = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        lingering: Any = Lingering(transport, self._ends)
        super().connection_made(lingering)
        self._expect(PATIENCE)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            self._discard(len(data))
            return
        if self._deadline is None:
            self._expect(PATIENCE)
        super().data_received(data)
        if not (self._is_unread() or self.transport.is_closing()):
            self._expect(None)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._expect(PATIENCE)

    def resume_writing(self) -> None:
        super().resume_writing()
        if not (self._is_unread() or self.transport.is_closing()):
            self._expect(None)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._expect(None)

    def shutdown(self) -> None:
        super().shutdown()
        if self._is_unread():
            self._expect(ENDING)

    def send_400_response(self, msg: str) -> None:
        super().send_400_response(msg)
        self._count("malformed", 400)

    def _is_unread(self) -> bool:
        """Return True if the end of a request has not come."""
        return self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    def _ends(self) -> bool:
        """Limit the time in which the connection ends; return True if the client may still be sending."""
        self._expect(ENDING)
        return self.conn.their_state in (h11.SEND_BODY, h11.ERROR)

    def _expect(self, seconds: float | None) -> None:
        """Disconnect after so many seconds, unless something else is expected before; None: never."""
        if self._deadline:
            self._deadline.cancel()
        self._deadline = None if seconds is None else self.loop.call_later(seconds, self._disconnect)

    def _discard(self, size: int) -> None:
        """Let the client send a little more of a refused body, until it has read the response."""
        self._discarded += size
        if self._discarded > DISCARDED:
            self.transport.abort()

    def _disconnect(self) -> None:
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._count("too_slow", 408)
        self.transport.abort()

    def _count(self, reason: str, status: int) -> None:
        """Count a request that the application never sees; it gives `refused` as state of its lifespan."""
        count: Callable[[str, int], object] = self.app_state.get("refused", lambda *_: None)
        count(reason, status)


class Lingering:
    """A transport that is closed for writing first if its client may still be sending.

    Closed at once, TCP would reset the connection, and the client might not see the response (RFC 9112 9.6).
    """

    def __init__(self, transport: asyncio.BaseTransport, ends: Callable[[], bool]) -> None:
        """`ends` is called when the connection ends, and returns True if the client may still be sending."""
        self._transport: Any = transport  # of any event loop; not all derive it from asyncio.Transport
        self._ends, self._lingers = ends, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def is_closing(self) -> bool:
        return self._lingers or self._transport.is_closing()

    def close(self) -> None:
        if self.is_closing():
            return
        if self._ends():
            self._lingers = True
            self._transport.write_eof()
            self._transport.resume_reading()
        else:
            self._transport.close()
