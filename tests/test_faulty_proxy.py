"""The proxy that fails on purpose: each fault is what its name says, and ends."""

import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from faulty_proxy import GARBAGE, PORTAL, Faulty, How, answers, cuts, faulty, resets, slow, stalls
from serving import serving

SOUND = bytes(range(256)) * 400
"""102 400 bytes."""


async def echo(request: Request) -> Response:
    return PlainTextResponse(f"{request.query_params} {(await request.body()).decode()}")


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "sound.mp3").write_bytes(SOUND)
    routes = [Route("/echo", echo, methods=["POST"]), Mount("/", StaticFiles(directory=folder))]
    with serving(Starlette(routes=routes)) as url, faulty(url) as running:
        yield running


@pytest.fixture(autouse=True)
def _healed(proxy: Faulty) -> Iterator[None]:
    yield
    proxy.resume()


def get(proxy: Faulty, begin: int = 0, end: str = "") -> httpx.Response:
    return httpx.get(f"{proxy.url}/sound.mp3", headers={"Range": f"bytes={begin}-{end}"}, timeout=5)


def received(proxy: Faulty, begin: int = 0, limit: float = 0.3) -> tuple[int, type[Exception] | None]:
    """Return the number of bytes of the file that come, and the error that ends them."""
    count = 0
    try:
        with httpx.stream(
            "GET", f"{proxy.url}/sound.mp3", headers={"Range": f"bytes={begin}-"}, timeout=limit
        ) as answer:
            assert answer.headers["Content-Length"] == str(len(SOUND) - begin)
            for chunk in answer.iter_raw():
                count += len(chunk)
    except httpx.HTTPError as error:
        return count, type(error)
    return count, None


def test_without_a_fault_it_passes_everything_on(proxy: Faulty) -> None:
    assert get(proxy).content == SOUND
    assert (get(proxy, 5, "9").status_code, get(proxy, 5, "9").content) == (206, SOUND[5:10])
    assert httpx.get(f"{proxy.url}/none").status_code == 404
    assert httpx.post(f"{proxy.url}/echo?a=1", content="text").text == "a=1 text"
    assert proxy.requests[-1] == "/echo?a=1"


def test_a_stall_sends_no_more_until_it_resumes(proxy: Faulty) -> None:
    proxy.make(stalls(50_000))
    assert received(proxy) == (50_000, httpx.ReadTimeout)
    assert received(proxy, 40_000) == (10_000, httpx.ReadTimeout)
    assert received(proxy, 60_000) == (0, httpx.ReadTimeout)
    threading.Timer(0.1, proxy.resume).start()
    assert get(proxy).content == SOUND


@pytest.mark.parametrize(("how", "error"), [("cut", httpx.RemoteProtocolError), ("reset", httpx.ReadError)])
def test_what_has_stalled_is_broken_off(proxy: Faulty, how: How, error: type[Exception]) -> None:
    proxy.make(stalls(50_000))
    threading.Timer(0.1, proxy.break_off, [how]).start()
    assert received(proxy, limit=5) == (50_000, error)
    assert received(proxy, 60_000, limit=5) == (0, error)
    proxy.heal()
    assert get(proxy).content == SOUND


def test_a_cut_and_a_reset_end_before_the_announced_length(proxy: Faulty) -> None:
    proxy.make(cuts(50_000))
    assert received(proxy) == (50_000, httpx.RemoteProtocolError)
    assert received(proxy, 60_000) == (0, httpx.RemoteProtocolError)
    proxy.make(resets(50_000))
    count, error = received(proxy, limit=5)
    assert (count <= 50_000, error) == (True, httpx.ReadError)
    proxy.heal()
    assert received(proxy, 60_000) == (42_400, None)


def test_answers_of_its_own(proxy: Faulty) -> None:
    proxy.make(answers(503))
    assert (get(proxy).status_code, httpx.get(f"{proxy.url}/other.mp4").status_code) == (503, 404)
    proxy.make(PORTAL)
    assert (get(proxy).status_code, get(proxy).headers["Content-Type"][:9]) == (200, "text/html")
    proxy.make(GARBAGE)
    assert (get(proxy).status_code, get(proxy).headers["Content-Type"]) == (200, "audio/mpeg")
    proxy.make(answers(404), "/echo")
    assert httpx.post(f"{proxy.url}/echo", content="text").status_code == 404


def test_slowness_is_of_the_rate(proxy: Faulty) -> None:
    proxy.make(slow(200_000))
    answer = get(proxy)
    assert answer.content == SOUND
    assert answer.elapsed.total_seconds() > 0.3


def test_nothing_is_left_behind_when_it_ends(proxy: Faulty) -> None:
    threads = threading.active_count()
    with faulty(f"http://{proxy.host}") as other:
        other.make(stalls(0))
        host, port = urlsplit(other.url).netloc.split(":")
        waiting = socket.create_connection((host, int(port)), timeout=5)
        waiting.sendall(b"GET /sound.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        assert waiting.recv(15) == b"HTTP/1.1 200 OK"
    assert threading.active_count() == threads
    while waiting.recv(9999):  # until the connection is closed
        pass
    waiting.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), timeout=5)
