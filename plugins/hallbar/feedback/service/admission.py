"""Admission of a request: its media type, its origin and its size are checked before it is read."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from hallbar.feedback.service.answer import Refused

BODY_LIMIT = 128 * 1024
"""Largest body in bytes: 10,000 emoji, percent-encoded by a form, so that a long text can be given back."""

BODY_TIME = 8.0
"""Seconds in which a body must have come."""

ROOM = 32 * 1024 * 1024
"""Bytes that all bodies under way may take together."""

WAIT = 30
"""Seconds after which to try again if it is the service that cannot."""

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


class Room:
    """Memory for the bodies under way, so that many large ones at the same time do not use up all of it."""

    def __init__(self, size: int = ROOM) -> None:
        self._free = size

    @contextmanager
    def taken(self, size: int) -> Iterator[None]:
        """Reserve `size` bytes. Raises Refused without room."""
        if size > self._free:
            raise Refused("unavailable", 503, WAIT)
        self._free -= size
        try:
            yield
        finally:
            self._free += size


def is_form(request: Request) -> bool:
    """Return True for the post of a form, whose browser shows the response as a page."""
    return request.headers.get("content-type", "").lower().startswith(FORM)


def media(request: Request) -> str:
    """Return the media type of the body, FORM or JSON. Raises Refused for another, and for another encoding.

    Only UTF-8 without compression: what browsers send, and what can be read within its declared size.
    """
    values = request.headers.getlist("content-type")
    name, *parameters = values[0].lower().split(";") if len(values) == 1 else [""]
    encodings = {value.strip().lower() for value in request.headers.getlist("content-encoding")}
    if name.strip() not in _READERS or not encodings <= {"identity", ""}:
        raise Refused("malformed", 415)
    pairs = [parameter.partition("=") for parameter in parameters]
    charsets = {value.strip(" \t\"'") for key, _, value in pairs if key.strip() == "charset"}
    if not charsets <= {"utf-8", "utf8"}:
        raise Refused("malformed", 415)
    return name.strip()


def check_origin(request: Request, media: str, own: Callable[[str], bool]) -> None:
    """Raise Refused for a request that another site's page could send in a citizen's name.

    Browsers that run scripts send Origin with every POST (Fetch, 3.2). A form post without it comes from a
    text browser, where no script can post; and there are no cookies that a forged request could use.
    """
    origins = request.headers.getlist("origin")
    sites = request.headers.getlist("sec-fetch-site")
    forged = len(origins) > 1 or not all(map(own, origins)) or not set(sites) <= {"same-origin"}
    if forged or (media == JSON and not origins and not sites):
        raise Refused("forged", 403)


async def body(request: Request, room: Room) -> bytes:
    """Return the body. Raises Refused if it is too large (before it is read, if declared) or too slow."""
    size = _declared(request)
    with room.taken(size):
        try:
            async with asyncio.timeout(BODY_TIME):
                return await _read(request)
        except TimeoutError as error:
            raise Refused("too_slow", 408, WAIT) from error
        except ClientDisconnect as error:
            raise Refused("malformed", 400) from error


def fields(media: str, body: bytes) -> dict[str, object]:
    """Return the fields of a body, by name. Raises Refused."""
    try:
        return _READERS[media](body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Refused("malformed") from error


def _declared(request: Request) -> int:
    """Return the declared size in bytes; the largest that is allowed if none is."""
    lengths = request.headers.getlist("content-length")
    if not lengths:
        return BODY_LIMIT
    if len(lengths) > 1 or not (lengths[0].isascii() and lengths[0].isdigit()):
        raise Refused("malformed", 400)
    if len(lengths[0]) > 18 or int(lengths[0]) > BODY_LIMIT:
        raise Refused("too_large", 413)
    return int(lengths[0])


async def _read(request: Request) -> bytes:
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > BODY_LIMIT:
            raise Refused("too_large", 413)
    return bytes(read)


def _json(text: str) -> dict[str, object]:
    read = json.loads(text)
    if not isinstance(read, dict):
        raise ValueError  # noqa: TRY004 like text that is no JSON
    return read


def _form(text: str) -> dict[str, object]:
    return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=20, errors="strict"))


_READERS: dict[str, Callable[[str], dict[str, object]]] = {JSON: _json, FORM: _form}
