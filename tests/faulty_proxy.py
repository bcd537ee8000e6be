"""A proxy before a served site that really does what networks do: stalls, cuts, resets, lies, is slow."""

import asyncio
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Literal
from urllib.parse import urlsplit

from processes import wait_until

LIMIT = 100
"""Seconds after which a response is given up: longer than a test waits."""
LONGEST = 3600
"""Seconds after which the proxy ends by itself."""
READ = 0.5
"""Seconds in which a client reads what has come: a reset takes the rest away."""
CHUNK = 4096
HEAD = b"\r\n\r\n"
How = Literal["stall", "cut", "reset"]


@dataclass(frozen=True)
class Fault:
    """How a response fails."""

    answer: bytes = b""
    """A whole response instead of the site's."""
    after: int | None = None
    """The byte of the file after which no more comes, whatever range is asked for."""
    then: How = "stall"
    rate: int = 0
    """Bytes a second; 0: as fast as it goes."""


def stalls(after: int) -> Fault:
    """Send so many bytes of the file, and the rest when the proxy resumes."""
    return Fault(after=after)


def cuts(after: int) -> Fault:
    """Send so many bytes of the file, then close the connection, though more were announced."""
    return Fault(after=after, then="cut")


def resets(after: int) -> Fault:
    """Send so many bytes of the file, then reset the connection, as a router does that forgot it."""
    return Fault(after=after, then="reset")


def slow(rate: int) -> Fault:
    return Fault(rate=rate)


def answers(status: int, content_type: str = "text/html", body: bytes = b"<h1>No</h1>") -> Fault:
    """Answer this instead of the file."""
    lines = f"HTTP/1.1 {status} -", f"Content-Type: {content_type}", f"Content-Length: {len(body)}"
    return Fault("\r\n".join((*lines, "Connection: close", "", "")).encode() + body)


PORTAL = answers(200, "text/html; charset=utf-8", b"<!doctype html><h1>Sign in to this network</h1>" * 99)
"""A network that must be signed in to: it answers for the site, and says that all is well."""
GARBAGE = answers(200, "audio/mpeg", b"this is no sound" * 5000)


@dataclass
class Faulty:
    """A proxy that runs, and the faults that it makes."""

    host: str
    """Host and port of the site."""
    url: str = ""
    requests: list[str] = field(default_factory=list)
    """All that was asked for: paths, with queries."""
    _faults: dict[str, Fault] = field(default_factory=dict)
    _breaking: How | None = None
    """The end of responses that have stalled, and of those that would stall from then on."""
    _resumed: asyncio.Event = field(default_factory=asyncio.Event)
    _ended: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop | None = None

    def make(self, fault: Fault, of: str = "*.mp3") -> None:
        """Make a fault of every response to come whose path matches."""
        self._faults[of] = fault
        self._breaking = None
        self._soon(self._resumed.clear)

    def break_off(self, how: How) -> None:
        """Cut or reset what has stalled, and at once what would stall; "stall" leaves all as it is."""
        if how != "stall":
            self._breaking = how
            self._soon(self._resumed.set)

    def heal(self) -> None:
        """Make no more faults; what has stalled stays so."""
        self._faults.clear()

    def resume(self) -> None:
        """Make no more faults, and go on with what has stalled."""
        self.heal()
        self._breaking = None
        self._soon(self._resumed.set)

    def end(self) -> None:
        self._soon(self._ended.set)

    def _soon(self, act: Callable[[], None]) -> None:
        if self._loop:
            self._loop.call_soon_threadsafe(act)

    async def run(self) -> None:
        """Serve until the end. Responses under way are broken off then."""
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await asyncio.wait_for(self._ended.wait(), LONGEST)
        server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request; a browser may go away at any time."""
        try:
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError, asyncio.CancelledError):
                async with asyncio.timeout(LIMIT):
                    await self._answer(reader, writer)
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(HEAD)
        target = head.split(b" ")[1].decode()
        self.requests.append(target)
        path = urlsplit(target).path
        fault = next((fault for name, fault in self._faults.items() if fnmatch(path, name)), Fault())
        if fault.answer:
            writer.write(fault.answer)
        else:
            body = await reader.readexactly(_number(rb"content-length: (\d+)", head))
            answer, _, content = (await self._site(head, body)).partition(HEAD)
            writer.write(answer + HEAD)
            await self._send(content, _number(rb"content-range: bytes (\d+)", answer), fault, writer)
        await writer.drain()

    async def _site(self, head: bytes, body: bytes) -> bytes:
        """Return the whole response of the site."""
        reader, writer = await asyncio.open_connection(*self.host.split(":"))
        try:
            alone = (
                re.sub(rb"(?i)\r\nconnection: .*", b"", head.removesuffix(HEAD)) + b"\r\nConnection: close"
            )
            writer.write(alone + HEAD + body)
            return await reader.read()
        finally:
            writer.close()

    async def _send(self, content: bytes, begin: int, fault: Fault, writer: asyncio.StreamWriter) -> None:
        """Send the content of a file from byte `begin`, as the fault lets it."""
        if fault.after is not None:
            allowed = max(0, fault.after - begin)
            writer.write(content[:allowed])
            await writer.drain()
            content = content[allowed:]
            how = fault.then
            if content and how == "stall":
                await asyncio.wait_for(self._resumed.wait(), LIMIT)
                how = self._breaking or how
            if content and how != "stall":
                await _break(writer, how)
                return
        for start in range(0, len(content), CHUNK):
            chunk = content[start : start + CHUNK]
            writer.write(chunk)
            await writer.drain()
            if fault.rate:
                await asyncio.sleep(len(chunk) / fault.rate)


async def _break(writer: asyncio.StreamWriter, how: str) -> None:
    if how == "reset":
        await asyncio.sleep(READ)
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()


def _number(pattern: bytes, head: bytes) -> int:
    found = re.search(rb"(?i)\r\n" + pattern, head)
    return int(found[1]) if found else 0


@contextmanager
def faulty(url: str) -> Iterator[Faulty]:
    """Run a proxy before the site at `url`, without faults at first, at any free port."""
    proxy = Faulty(urlsplit(url).netloc)
    thread = threading.Thread(target=asyncio.run, args=(proxy.run(),), daemon=True)
    thread.start()
    try:
        wait_until(lambda: proxy.url or not thread.is_alive(), "the proxy starts")
        yield proxy
    finally:
        proxy.end()
        thread.join(10)
    assert not thread.is_alive()
