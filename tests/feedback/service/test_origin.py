"""The origins that are the site's own. How an origin is written: RFC 6454 6.2; who sends one: Fetch 3.2."""

import pytest

from hallbar.feedback.service.origin import Origins, Socket, origin_of

SITE = "https://biblioteket.example/"


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://biblioteket.example/", "https://biblioteket.example"),
        ("https://biblioteket.example/below/a/path/", "https://biblioteket.example"),
        ("https://biblioteket.example:443/", "https://biblioteket.example"),
        ("http://biblioteket.example:80", "http://biblioteket.example"),
        ("https://biblioteket.example:8443/", "https://biblioteket.example:8443"),
        ("HTTPS://BIBLIOTEKET.example/", "https://biblioteket.example"),
        ("https://user:secret@biblioteket.example/", "https://biblioteket.example"),
        ("https://räksmörgås.example/", "https://xn--rksmrgs-5wao1o.example"),
        ("http://[2001:db8::1]:8000/", "http://[2001:db8::1]:8000"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("  https://biblioteket.example/ ", "https://biblioteket.example"),
        ("", ""),
        ("/", ""),
        ("biblioteket.example", ""),
        ("ftp://a.example/", ""),
        ("file:///srv/site", ""),
        ("null", ""),
        ("https://", ""),
        ("https://:443", ""),
        ("https://a:port/", ""),
        ("http://[", ""),
        (f"https://{'ö' * 300}.example/", ""),
    ],
)
def test_the_origin_of_an_address(address: str, origin: str) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("https://biblioteket.example", True),
        ("https://BIBLIOTEKET.example", True),
        ("https://www.biblioteket.example", True),  # of the settings
        ("http://127.0.0.1:8001", True),
        ("http://localhost:8001", True),
        ("http://[::1]:8001", True),
        ("http://biblioteket.example", False),
        ("https://biblioteket.example:8443", False),
        ("https://biblioteket.example/", False),
        ("https://biblioteket.example.evil.example", False),
        ("https://evil.example/?https://biblioteket.example", False),
        ("https://biblioteket.example@evil.example", False),
        ("https://localhost:8001", False),
        ("http://localhost", False),
        ("http://localhost:8002", False),
        ("biblioteket.example", False),
        ("null", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_whose_origin_it_is(origin: str, own: bool) -> None:
    origins = Origins(["https://www.biblioteket.example/om/"])
    assert origins.allow(origin, SITE, ("127.0.0.1", 8001)) is own


@pytest.mark.parametrize("socket", [None, ("192.0.2.1", 8001), ("biblioteket.example", None), ("unix", None)])
def test_loopback_is_own_only_at_a_socket_there(socket: Socket | None) -> None:
    assert not Origins().allow("http://127.0.0.1:8001", SITE, socket)
    assert not Origins().allow("http://192.0.2.1:8001", SITE, socket)


def test_a_site_without_an_address_has_no_origin() -> None:
    for origin in ("", "null", "https://biblioteket.example", "http://127.0.0.1"):
        assert not Origins().allow(origin, "", None)
