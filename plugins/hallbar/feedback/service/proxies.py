"""The client of a request behind proxies: what only a trusted proxy says is believed."""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

LOOPBACK = ("127.0.0.1", "::1")
"""Proxies that are trusted unless the settings name others."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def network_of(text: str) -> Network | None:
    """Return the network that a text names, which an address is too; None for another text."""
    try:
        return ip_network(text)
    except ValueError:
        return None


class Proxies:
    """The trusted proxies: addresses or networks of our own web servers, and of no citizens."""

    def __init__(self, trusted: Iterable[str] = LOOPBACK) -> None:
        self._trusted = [network for network in map(network_of, trusted) if network]

    def network(self, peer: str, forwarded: Sequence[str]) -> bytes:
        """Return the client's address, or the household's network (/64) in IPv6; empty if it is not known.

        `peer` is the other end of the connection, `forwarded` the values of X-Forwarded-For, in order. They
        are read from the right, through trusted proxies only, because a client can write the rest itself. A
        trusted proxy that says nothing makes its clients unknown: counted as one, they would lock each other
        out.
        """
        hops = [hop for value in forwarded for hop in value.split(",")]
        client = _address(peer)
        if client is not None and not hops and self._trusts(client):
            return b""
        while client is not None and hops and self._trusts(client):
            client = _address(hops.pop())
        return client.packed[:8] if client is not None else b""

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


def _address(text: str) -> Address | None:
    """Return the address in a text (`192.0.2.1`, `192.0.2.1:80`, `[2001:db8::1]:80`); None without one."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address
