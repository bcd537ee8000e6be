"""The service behind a real nginx: with a bare `proxy_pass`, with Debian's `proxy_params`, with our file."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from feedback.conftest import stored
from feedback.running import Running, free_port, nginx, running
from feedback.service.slow import seconds_until_closed
from support import PLUGINS

pytestmark = pytest.mark.usefixtures("long_round", "processes")

BARE = "location / { proxy_pass http://127.0.0.1:{service}; }"
DEBIAN = """location / {
  proxy_pass http://127.0.0.1:{service};
  proxy_set_header Host $host; proxy_set_header X-Real-IP $remote_addr;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;
}"""
AGENT = "An-agent-that-nobody-else-has/1.0"
REFERRER = "https://biblioteket.example/a-referrer/"


@dataclass(frozen=True)
class Behind:
    """The service, nginx in front of it, and the folder of the answers."""

    service: Running
    nginx: Running
    data: Path

    def post(self, fields: dict[str, object], citizen: str = "127.0.0.2", **headers: str) -> httpx.Response:
        """Send an answer with a new id from an address of loopback, as the form does."""
        with httpx.Client(transport=httpx.HTTPTransport(local_address=citizen)) as client:
            return client.post(
                f"{self.nginx.url}/api/feedback",
                json=fields | {"id": str(uuid4())},
                headers={"Origin": self.nginx.url, "User-Agent": AGENT, "Referer": REFERRER} | headers,
                timeout=20,
            )


@pytest.fixture
def behind(site: Path, tmp_path: Path) -> Iterator[Callable[..., Behind]]:
    """Return `behind(server, *options)`, which starts the service and nginx with a `server` block."""
    with ExitStack() as stack:

        def start(server: str, *options: str, **environment: str) -> Behind:
            data, port = tmp_path / "data", free_port()
            manifest = site / "hallbar/manifest.json"
            content = json.loads(manifest.read_text("utf-8")) | {"address": f"http://127.0.0.1:{port}/"}
            manifest.write_text(json.dumps(content), "utf-8")
            service = stack.enter_context(running(site, data, *options, **environment))
            text = server.replace("{service}", str(service.port))
            return Behind(service, stack.enter_context(nginx(tmp_path / "nginx", port, text)), data)

        yield start


def ours(tmp_path: Path) -> str:
    """Return a `server` block with our file."""
    text = (PLUGINS / "feedback/nginx.conf").read_text("utf-8")
    file = tmp_path / "hallbar-feedback.conf"
    assert text.count("127.0.0.1:8001") == 1
    file.write_text(text.replace("127.0.0.1:8001", "127.0.0.1:{service}"), "utf-8")
    return f"root {tmp_path}/site; location / {{ }} {file.read_text('utf-8')}"


@pytest.mark.parametrize("server", ["bare", "debian", "ours"])
def test_right_answers_are_stored_and_forged_ones_refused(
    behind: Callable[..., Behind], tmp_path: Path, fields: dict[str, object], server: str
) -> None:
    all_ = behind({"bare": BARE, "debian": DEBIAN}.get(server) or ours(tmp_path))
    assert [all_.post(fields).status_code for _ in range(3)] == [201] * 3
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1", ""):
        assert all_.post(fields, Origin=origin).status_code == 403
    assert all_.post(fields, Host="evil.example", Origin="http://evil.example").status_code == 403
    form = httpx.post(f"{all_.nginx.url}/api/feedback", data={**fields, "comment": "å" * 10_000})
    assert form.status_code == 303
    kept = httpx.get(f"{all_.nginx.url}/api/{form.headers['location']}")
    assert kept.text.count("å" * 10_000) == 1
    assert httpx.get(f"{all_.nginx.url}/feedback", follow_redirects=True).status_code == 200
    assert len(stored(all_.data)) == 3


def test_too_much_is_refused_in_the_citizens_language(
    behind: Callable[..., Behind], tmp_path: Path, fields: dict[str, object]
) -> None:
    all_ = behind(ours(tmp_path))
    large = all_.post(fields | {"comment": "x" * 200_000, "lang": "en"})
    assert (large.status_code, large.json()["key"]) == (413, "too_large")
    assert all_.post(fields | {"comment": "x" * 2_000_000}).status_code == 413


@pytest.mark.parametrize(("server", "citizen"), [("debian", "127.0.0.2"), ("ours", "127.0.0.1")])
def test_each_citizen_behind_one_proxy_has_a_limit(
    behind: Callable[..., Behind], tmp_path: Path, fields: dict[str, object], server: str, citizen: str
) -> None:
    """A citizen cannot choose an address; with our file not even one on a trusted machine."""
    all_ = behind(DEBIAN if server == "debian" else ours(tmp_path), "--every", "1000")
    forwarded = [{"X-Forwarded-For": f"203.0.113.{number}"} for number in range(12)]
    statuses = [all_.post(fields, citizen, **written).status_code for written in forwarded]
    assert statuses == [201] * 10 + [429] * 2
    refused = all_.post(fields, citizen)
    assert 0 < int(refused.headers["Retry-After"]) <= 1000
    assert refused.json()["key"] == "too_many"
    assert all_.post(fields, "127.0.0.3").status_code == 201
    assert len(stored(all_.data)) == 11


def test_a_proxy_that_is_not_trusted_is_one_client(
    behind: Callable[..., Behind], fields: dict[str, object]
) -> None:
    all_ = behind(DEBIAN, "--every", "1000", HALLBAR_PROXIES="10.0.0.1, 192.0.2.0/24")
    statuses = [all_.post(fields, citizen=f"127.0.0.{number}").status_code for number in range(2, 14)]
    assert statuses == [201] * 10 + [429] * 2


def test_a_proxy_that_does_not_say_who_sends_locks_nobody_out(
    behind: Callable[..., Behind], fields: dict[str, object]
) -> None:
    all_ = behind(BARE, "--every", "1000", HALLBAR_LANGUAGE="en")
    assert [all_.post(fields).status_code for _ in range(15)] == [201] * 15
    warnings = [line["message"] for line in all_.service.lines() if line["level"] == "warning"]
    assert len([text for text in warnings if "X-Forwarded-For" in text]) == 1


def test_nothing_of_the_person_remains(
    behind: Callable[..., Behind], tmp_path: Path, fields: dict[str, object]
) -> None:
    """Neither in the database, nor in a log, nor in a temporary file, nor in the memory of the service."""
    all_ = behind(ours(tmp_path))
    raw = "850709-9805 " * 9000
    assert all_.post(fields, citizen="127.0.0.77").status_code == 201
    assert all_.post(fields, citizen="127.0.0.77", Origin="https://evil.example").status_code == 403
    assert all_.post(fields | {"comment": raw}, citizen="127.0.0.77").status_code == 422
    httpx.get(f"{all_.nginx.url}/feedback/?page=/regler/", headers={"User-Agent": AGENT})
    all_.service.process.terminate()
    assert all_.service.process.wait(10) == 0
    assert all_.post(fields, citizen="127.0.0.77").status_code == 502  # nginx would log this with the address
    files = {
        path: path.read_bytes()
        for path in [*all_.data.rglob("*"), *(tmp_path / "nginx").rglob("*"), all_.service.log]
        if path.is_file() and path.name != "nginx.conf"
    }
    assert len(files) >= 4
    secrets = [text.encode() for text in ("127.0.0.77", AGENT, REFERRER, "9805", "/regler/ ", "page=")]
    held = {(path.name, secret) for path, text in files.items() for secret in secrets if secret in text}
    assert held == set()


def test_pages_of_the_site_cannot_be_framed(behind: Callable[..., Behind], tmp_path: Path) -> None:
    all_ = behind(ours(tmp_path))
    for path in ("/hallbar/manifest.json", "/missing", "/feedback/"):
        policies = httpx.get(f"{all_.nginx.url}{path}").headers.get_list("content-security-policy")
        assert [policy for policy in policies if "frame-ancestors 'none'" in policy], path


def test_slow_clients_are_disconnected(behind: Callable[..., Behind], tmp_path: Path) -> None:
    all_ = behind(f"client_header_timeout 8s; {ours(tmp_path)}")
    head = f"POST /api/feedback HTTP/1.1\r\nHost: a\r\nOrigin: {all_.nginx.url}\r\n".encode()
    begun = [head, head + b"Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"]
    assert max(seconds_until_closed(all_.nginx.port, begun)) < 10
