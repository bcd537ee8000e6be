"""The site's own origins, from which citizens may send.

No header of a request adds one: any name that leads to this service (DNS rebinding) would be its own then.
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
LOOPBACK = ("127.0.0.1", "::1", "localhost")

Socket = tuple[str, int | None]
"""Host and port of the socket that a request came to: `server` in an ASGI scope."""


def origin_of(address: str) -> str:
    """Return the origin of a URL as browsers write it (RFC 6454 6.2); empty unless it is http or https."""
    try:
        parts = urlsplit(address.strip())
        host, port = _written(parts.hostname or ""), parts.port
    except ValueError:  # a port or an IPv6 address that is none, or a name that is too long
        return ""
    if parts.scheme not in DEFAULT_PORTS or not host:
        return ""
    return f"{parts.scheme}://{host}" + ("" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}")


def _written(host: str) -> str:
    """Return a host as an origin has it: a name in ASCII (RFC 5890), an IPv6 address in brackets."""
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode("ascii")


class Origins:
    """The origins of one service: of `addresses` in its settings, of the site, and its own on loopback."""

    def __init__(self, addresses: Iterable[str] = ()) -> None:
        self._own = frozenset(filter(None, map(origin_of, addresses)))

    def allow(self, origin: str, address: str, socket: Socket | None) -> bool:
        """Return True for an origin of the settings, of the site's `address`, or of a loopback `socket`."""
        sent = origin.lower()
        return bool(sent) and (sent in self._own or sent == origin_of(address) or sent in _local(socket))


def _local(socket: Socket | None) -> list[str]:
    """Return the origins of a browser on this machine: `hallbar serve`, and trials without a web server."""
    host, port = socket or ("", None)
    return (
        [origin_of(f"http://{_written(name)}:{port}") for name in LOOPBACK]
        if host in LOOPBACK and port
        else []
    )
