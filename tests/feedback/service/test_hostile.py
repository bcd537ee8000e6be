"""Bodies and headers of those who mean harm: never an error of ours, and nothing raw is stored.

Kinds: wrong types (RFC 8259), wrong encodings (RFC 3629), wrong media types and lengths (RFC 9110), wrong
framing (RFC 9112), text that is dangerous elsewhere (CWE-79, -89, -93, -22, -1336), and sizes at each limit.
"""

import json
import re
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.conftest import reported, stored
from feedback.running import Running, running
from feedback.service.slow import seconds_until_closed
from hallbar.feedback.service.admission import BODY_LIMIT, FORM, JSON

pytestmark = [pytest.mark.usefixtures("long_round"), pytest.mark.timeout(170)]

Ask = Callable[..., httpx.Response]
Fields = dict[str, object]
ORIGIN = {"Origin": "https://biblioteket.example"}
PATHS = ("/api/feedback", "/api/report")
INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PAGES = {"/", "/en/", "/regler/", "/kontakt/"}

TYPES: list[object] = [
    *(None, True, False, 0, -1, 1.5, 10**400, 1e308, float("nan"), float("inf"), [], [[]], ["yes"], {}),
    *({"a": None}, {"toString": 1}, {"__proto__": {}}, [None] * 1000, [{}] * 100),
]
TEXTS = [
    *("", " ", "\x00", "\x00" * 500, "\t\n", "\r\nSet-Cookie: a=b", "a\r\n\r\nHTTP/1.1 200 OK"),
    *("\ud800", "a\udfffb", "\udfff\ud800", "\ufeff", "\uffff", "\u200b", "\u202egnp.exe", "\u2066x\u2069"),
    *("a" + "\u0301" * 400, "\U0001f468\u200d\U0001f469" * 100, "\U0010ffff", "ÿþ", "%00", "%ED%A0%80"),
    *("' or 1=1 --", "'; drop table answers; --", '"; select 1', "\\'; vacuum; --", "$1", "%s", "?"),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "${7*7}", "{% debug %}"),
    *(
        "../../etc/passwd",
        "/../",
        "//evil.example",
        "http://evil.example/",
        "/regler/../",
        "/regler",
        "/REGLER/",
    ),
    *("=1+1", "@SUM(A1)", "|calc", "x" * 501, "å" * 501, "\U0001f4a5" * 501, "x" * 15_000, "0 0 " * 120),
    *("1" * 500, "a@" * 250, "a." * 250, "+46 " * 120, "<!--" * 120, "&#64;" * 100, "()" * 250, "\\" * 500),
]
BODIES = [
    *(b"", b" ", b"[1]", b"5", b"null", b"true", b'"text"', b"{}", b"NaN", b"{", b"}", b"[", b"{'a': 1}"),
    *(b"[" * 100_000, b'{"a":' * 20_000, b"1" * 5_000, b'{"id": ' + b"9" * 5_000 + b"}", b'{"a":1e999999}'),
    *(
        b'{"id": "\xff\xfe"}',
        b"\xff\xfe" + "{}".encode("utf-16-le"),
        b"\xef\xbb\xbf{}",
        b"\x00",
        b"\x00" * 5000,
    ),
    *(
        b'{"id": NaN}',
        b"{}{}",
        b"{}\n{}",
        b'{"a":1,}',
        b"{/**/}",
        b"\r\n\r\n",
        b'{"a":"\x01"}',
        b'{"\\ud800":1}',
    ),
    *(
        b"=",
        b"&&&",
        b"id=%ff",
        b"\xff",
        b"comment=%ED%A0%80",
        b"a=1&" * 1000,
        b"%" * 100,
        b"id=1&id=2",
        b";;;",
    ),
    *(b"a" * BODY_LIMIT, b"a" * (BODY_LIMIT + 1), b"&" * BODY_LIMIT, b"=" * BODY_LIMIT, b"%" * BODY_LIMIT),
    b"--x\r\nContent-Disposition: form-data; name=id\r\n\r\n1\r\n--x--",
    *(b"<xml/>", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", b"\x1f\x8b\x08\x00"),
    *(
        b"GET / HTTP/1.1\r\n\r\n",
        b"0\r\n\r\n",
        b"\x16\x03\x01",
        b"\x80\x04\x95",
        b"---\n!!python/object:os {}",
    ),
    b'{"a":"' + b"x" * (BODY_LIMIT - 10) + b'"}',
]
MEDIA = [
    *(
        "",
        "*/*",
        "text/plain",
        "text/json",
        "application/jsonp",
        "application/xml",
        "image/svg+xml",
        "a",
        "/",
    ),
    *("multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/json;;;;"),
    *("APPLICATION/JSON", f"{FORM}; charset=latin-1", f"{FORM}, {JSON}", "a" * 4000, "application/json\t"),
    *(
        "application/json; charset=",
        'application/json; charset="utf-7"',
        "application/json; =",
        f"{JSON};" * 300,
    ),
]
HEADERS: list[dict[str, str]] = [
    *(
        {"Origin": origin}
        for origin in ("null", "", "a" * 4000, "https://biblioteket.example\t", "\x80", "*")
    ),
    *(
        {"Origin": f"https://biblioteket.example{rest}"}
        for rest in (", https://a.example", "/", ":443", "@a", " ")
    ),
    *({"Sec-Fetch-Site": site} for site in ("cross-site", "same-site", "none", "", "same-origin, none", "x")),
    *({"Host": host} for host in ("", "evil.example", "a" * 4000, "[", "biblioteket.example:99999", "\xff")),
    *({"Content-Length": size} for size in ("-1", "9" * 400, "1e3", "²", "0x10", "", "1, 2", " 5")),
    *({"Content-Encoding": coding} for coding in ("gzip", "br", "deflate", "identity, gzip", "x" * 2000)),
    *(
        {"X-Forwarded-For": text}
        for text in ("' or 1=1", "a," * 500, "::", "1.2.3.4%0a", "\xe5", "[", ":" * 999)
    ),
    *({"Accept-Language": text} for text in ("sv", "*" * 4000)),
    {"Transfer-Encoding": "chunked, identity"},
    {"Cookie": "hallbar-consent=" + "x" * 4000},
    {"Expect": "100-continue"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Range": "bytes=0-1"},
    {"If-Match": "*"},
]

Attack = tuple[bytes, dict[str, str]]


def attacks(fields: Fields) -> Iterator[Attack]:
    for name, value in product(fields, [*TYPES, *TEXTS]):
        yield json.dumps(fields | {name: value}).encode(), {"Content-Type": JSON}
    for name, text in product(fields, TEXTS):
        yield urlencode(fields | {name: text}, errors="surrogatepass").encode(), {"Content-Type": FORM}
    for text in TEXTS:
        yield json.dumps(fields | {text: "a name"}).encode(), {"Content-Type": JSON}
    for body, media in product(BODIES, (JSON, FORM)):
        yield body, {"Content-Type": media}
    for media in MEDIA:
        yield json.dumps(fields).encode(), {"Content-Type": media}
        yield urlencode(fields).encode(), {"Content-Type": media}
    for header, media in product(HEADERS, (JSON, FORM)):
        text = json.dumps(fields) if media == JSON else urlencode(fields)
        yield text.encode(), {"Content-Type": media, **header}


def encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("utf-8")) for name, value in headers.items()]


@pytest.mark.parametrize("path", PATHS)
def test_hundreds_of_attacks(ask: Ask, data: Path, fields: Fields, path: str) -> None:
    fields |= {"comment": "Jag är 850709-9805.", "contact": "anna@exempel.example"}
    sent = list(attacks(fields))
    statuses = [
        ask("POST", path, content=body, headers=encoded(ORIGIN | headers)).status_code
        for body, headers in sent
    ]
    assert len(sent) >= 700
    assert {status for status in statuses if status >= 500} == set()
    assert {201, 303, 400, 403, 413, 415, 422} <= set(statuses)
    assert_clean(data)


def test_hostile_addresses(ask: Ask) -> None:
    for path, text in product(("/feedback/", "/feedback/thanks", "/feedback/report"), TEXTS[:-8]):
        query = quote(text, errors="surrogatepass")
        for name in ("page", "lang", "draft", "removed", "about"):
            response = ask("GET", f"{path}?{name}={query}")
            assert response.status_code in (200, 404), (path, name, text)
            assert "<script>alert" not in response.text
            assert "<img src=x" not in response.text


def assert_clean(data: Path) -> None:
    """Assert that all that is stored is about a page of the site, visible, short, without personal data."""
    found: list[Any] = [*stored(data), *reported(data)]
    texts = [str(value) for one in found for name, value in vars(one).items() if name != "contact"]
    assert found
    assert not [text for text in texts if INVISIBLE.search(text) or len(text) > 500 or "9805" in text]
    assert {one.page for one in found} <= PAGES
    assert not [path for path in data.iterdir() if b"850709-9805" in path.read_bytes()]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=8,
)
NAMES = ["id", "page", "lang", "helpful", "comment", "consent", "website", "contact", "other"]
HEADER = st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=40)


@settings(
    max_examples=400,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_anything_at_all(ask: Ask, fields: Fields, data: Any) -> None:
    changed = data.draw(st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=3))
    media = data.draw(st.sampled_from([JSON, FORM]) | HEADER)
    as_form = urlencode({name: str(value) for name, value in (fields | changed).items()}, errors="replace")
    body = data.draw(
        st.sampled_from([json.dumps(fields | changed).encode(), as_form.encode()]) | st.binary(max_size=300)
    )
    name = data.draw(st.sampled_from(["Origin", "Host", "X-Forwarded-For", "Content-Encoding", "Accept"]))
    headers = ORIGIN | {"Content-Type": media} | {name: data.draw(st.just("") | HEADER)}
    response = ask("POST", data.draw(st.sampled_from(PATHS)), content=body, headers=encoded(headers))
    assert response.status_code < 500
    if response.status_code >= 400 and response.headers["content-type"] == JSON:
        assert set(response.json()) == {"error", "key"}


# Over a real socket


@pytest.fixture
def service(site: Path, data: Path, processes: None) -> Iterator[Running]:
    with running(site, data, "--burst", "0") as service:
        yield service


def head(service: Running, *more: str) -> bytes:
    lines = [
        "POST /api/feedback HTTP/1.1",
        "Host: a",
        f"Origin: {service.url}",
        f"Content-Type: {JSON}",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


FRAMES = [
    ["Content-Length: 2", "Content-Length: 3"],
    ["Content-Length: 2", "Transfer-Encoding: chunked"],
    ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
    ["Transfer-Encoding: gzip"],
    ["Content-Length: +2"],
    ["Content-Length: 0x2"],
    [" folded"],
    ["No colon"],
    ["A\x00b: c"],
    ["X: " + "y" * 70_000],
    [f"X-{number}: y" for number in range(5000)],
    ["Upgrade: websocket", "Connection: Upgrade"],
    ["Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", "Connection: Upgrade, HTTP2-Settings"],
    ["Connection: close", "Content-Length: 0"],
    ["Expect: 200-ok", "Content-Length: 2"],
]
LINES = [
    *(
        b"\x16\x03\x01\x02\x00\x01",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\r\n" * 500,
        b"\x00" * 900,
    ),
    *(
        b"POST /api/feedback HTTP/9.9\r\n\r\n",
        b"POST http://evil.example/api/feedback HTTP/1.1\r\nHost: a\r\n\r\n",
    ),
    *(
        b"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /" + b"a" * 70_000,
    ),
    *(
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        b"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"TRACE / HTTP/1.1\r\n\r\n",
    ),
    b"GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n" * 50,
]


def test_hostile_framing(service: Running, data: Path, fields: Fields) -> None:
    begun = [head(service, *frame) + b"{}\r\n0\r\n\r\n" for frame in FRAMES] + LINES
    responses = [exchanged(service, text) for text in begun]
    assert not [response for response in responses if re.search(rb"HTTP/1\.1 5\d\d", response)]
    assert len([response for response in responses if response.startswith(b"HTTP/1.1 4")]) >= 20
    assert_alive(service, fields)
    assert stored(data) != []
    assert not [line for line in service.lines() if line["level"] == "error"]


def exchanged(service: Running, text: bytes) -> bytes:
    """Return what the service answers until it closes the connection, or nothing comes for a second."""
    answer = b""
    with socket.create_connection(("127.0.0.1", service.port), 1) as client, suppress(OSError):
        client.sendall(text)
        while piece := client.recv(65_536):
            answer += piece
    return answer


def assert_alive(service: Running, fields: Fields) -> None:
    response = httpx.post(
        f"{service.url}/api/feedback", json=fields, headers={"Origin": service.url}, timeout=5
    )
    assert response.status_code == 201


def test_eight_times_fifty_megabytes_at_once(service: Running, fields: Fields) -> None:
    """With their size declared and not; the service stays small, and answers others."""
    kinds = ["Content-Length: 50000000", "Transfer-Encoding: chunked"] * 4
    with ThreadPoolExecutor(9) as pool:
        pours = [pool.submit(poured, service, kind) for kind in kinds]
        assert_alive(service, fields)
        answers = [pour.result(60) for pour in pours]
    assert [answer[:12] for answer, _ in answers] == [b"HTTP/1.1 413"] * 8
    assert max(taken for _, taken in answers) < 10_000_000  # what the buffers of the system hold
    assert service.megabytes() < 120


def poured(service: Running, kind: str) -> tuple[bytes, int]:
    """Return the answer to a body of 50 MB, and how many bytes of it were taken."""
    piece, taken = b"10000\r\n" + b"x" * 65_536 + b"\r\n", 0
    with socket.create_connection(("127.0.0.1", service.port), 10) as client:
        client.sendall(head(service, kind))
        with suppress(OSError):
            while taken < 50_000_000:
                taken += client.send(piece)
        with suppress(OSError):
            return client.recv(4096), taken
    return b"", taken


def test_many_bodies_at_the_limit_at_once(service: Running, fields: Fields) -> None:
    """Half of each, from 300 clients: their memory is bounded, and whoever is refused reads why."""
    clients = [socket.create_connection(("127.0.0.1", service.port), 20) for _ in range(300)]
    for client in clients:
        client.sendall(head(service, f"Content-Length: {BODY_LIMIT}") + b'{"' + b"x" * 60_000)
    first = {client.recv(12) for client in clients}
    for client in clients:
        client.close()
    assert first == {b"HTTP/1.1 503", b"HTTP/1.1 408"}
    assert service.megabytes() < 120
    assert_alive(service, fields)


def test_slow_clients(service: Running, fields: Fields) -> None:
    """300 with half a header, 50 with half a body, 20 that send nothing, 5 that expect to be asked."""
    whole = head(service, "Content-Length: 99")
    kinds = [(whole[:60], 300), (whole + b"{", 50), (b"", 20), (head(service, "Expect: 100-continue"), 5)]
    with ThreadPoolExecutor(1) as pool:
        begun = [text for text, number in kinds for _ in range(number)]
        closed = pool.submit(seconds_until_closed, service.port, begun)
        assert_alive(service, fields)
        assert max(closed.result(60)) <= 10
    assert_alive(service, fields)
    refused = httpx.get(f"{service.url}/metrics").text
    assert 'hallbar_feedback_refused_total{reason="too_slow",status="408"}' in refused
    assert len(service.lines()) < 100


def test_a_large_size_is_not_asked_for(service: Running) -> None:
    answer = exchanged(service, head(service, "Content-Length: 50000000", "Expect: 100-continue"))
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"100 Continue" not in answer
