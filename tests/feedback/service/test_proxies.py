"""The client behind proxies, from X-Forwarded-For read from the right (RFC 7239 8.1 on whom to believe)."""

from ipaddress import ip_address

import pytest

from hallbar.feedback.service.proxies import Proxies, network_of

CITIZEN = ip_address("192.0.2.7").packed
OTHER = ip_address("198.51.100.8").packed
HOUSEHOLD = ip_address("2001:db8:1:2::").packed[:8]
UNKNOWN = b""


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "client"),
    [
        ("127.0.0.1", "127.0.0.1", ["192.0.2.7"], CITIZEN),
        ("127.0.0.1", "127.0.0.1", ["192.0.2.7:4711"], CITIZEN),
        ("127.0.0.1", "127.0.0.1", [" 192.0.2.7 "], CITIZEN),
        ("::1", "::1", ["192.0.2.7"], CITIZEN),
        ("127.0.0.1", "::ffff:127.0.0.1", ["::ffff:192.0.2.7"], CITIZEN),
        ("127.0.0.1", "127.0.0.1", ["2001:db8:1:2::5"], HOUSEHOLD),
        ("127.0.0.1", "127.0.0.1", ["2001:db8:1:2:aaaa::6"], HOUSEHOLD),
        ("127.0.0.1", "127.0.0.1", ["[2001:db8:1:2::5]:4711"], HOUSEHOLD),
        ("127.0.0.1", "127.0.0.1", ["fe80::1%eth0, 2001:db8:1:2::5%eth0"], HOUSEHOLD),
        # written by the client itself, in one header or two
        ("127.0.0.1", "127.0.0.1", ["203.0.113.9, 192.0.2.7"], CITIZEN),
        ("127.0.0.1", "127.0.0.1", ["203.0.113.9", "192.0.2.7"], CITIZEN),
        ("127.0.0.1", "127.0.0.1", ["' or 1=1, 127.0.0.1, 192.0.2.7"], CITIZEN),
        # several proxies of ours
        ("127.0.0.1 10.0.0.0/8", "127.0.0.1", ["203.0.113.9, 192.0.2.7, 10.1.2.3"], CITIZEN),
        ("127.0.0.1", "127.0.0.1", ["192.0.2.7, 127.0.0.1"], CITIZEN),
        # all of them are proxies of ours: the farthest is the client
        ("127.0.0.1", "127.0.0.1", ["127.0.0.1"], ip_address("127.0.0.1").packed),
        # not through a proxy of ours
        ("127.0.0.1", "192.0.2.7", [], CITIZEN),
        ("127.0.0.1", "192.0.2.7", ["198.51.100.8"], CITIZEN),
        ("10.0.0.1", "127.0.0.1", ["198.51.100.8"], ip_address("127.0.0.1").packed),
        ("", "192.0.2.7", ["198.51.100.8"], CITIZEN),
        # said by nobody
        ("127.0.0.1", "127.0.0.1", [], UNKNOWN),
        ("127.0.0.1", "127.0.0.1", ["unknown"], UNKNOWN),
        ("127.0.0.1", "127.0.0.1", [""], UNKNOWN),
        ("127.0.0.1", "127.0.0.1", ["192.0.2.7, _hidden"], UNKNOWN),
        ("127.0.0.1", "", ["192.0.2.7"], UNKNOWN),
        ("127.0.0.1", "testclient", [], UNKNOWN),
    ],
)
def test_the_client(trusted: str, peer: str, forwarded: list[str], client: bytes) -> None:
    assert Proxies(trusted.split()).network(peer, forwarded) == client


def test_a_long_list_costs_nothing() -> None:
    assert Proxies().network("127.0.0.1", ["127.0.0.1," * 5000 + "192.0.2.7"]) == CITIZEN


@pytest.mark.parametrize("text", ["", "nginx", "10.0.0.1/8", "10.0.0", "::g"])
def test_what_is_no_network(text: str) -> None:
    assert network_of(text) is None
