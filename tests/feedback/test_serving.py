"""`hallbar feedback serve` and `hallbar feedback nginx`, as operators give them."""

import socket
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from feedback.conftest import stored
from feedback.running import running
from hallbar.cli import main
from hallbar.feedback.service.store import FILE


def serve(site: Path, data: Path, *options: str, **environment: str) -> str:
    """Return the one line of a service that does not start."""
    command = ["feedback", "serve", "--site", str(site), "--data", str(data), "--port", "0", *options]
    done = CliRunner(catch_exceptions=False).invoke(main, command, env=environment)
    assert (done.exit_code in (1, 2), done.stdout) == (True, "")
    return done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--origin", "biblioteket.example"],
            "Error: --origin biblioteket.example: not the address",
        ),
        (["--origin", "https://a.example, ftp://b.example"], "Error: --origin ftp://b.example: not"),
        (["--proxies", "10.0.0.0/8 nginx"], "Error: --proxies nginx: neither an address nor a network"),
        (["--proxies", "10.0.0.1/8"], "Error: --proxies 10.0.0.1/8: neither"),
    ],
)
def test_a_setting_that_cannot_be_right(site: Path, data: Path, options: list[str], said: str) -> None:
    line = serve(site, data, *options)
    assert line.startswith(said)
    assert line.count("\n") == 1
    assert not data.exists()


def test_settings_in_the_environment(site: Path, data: Path) -> None:
    assert "--origin x: " in serve(site, data, HALLBAR_ORIGIN="x")
    assert "--proxies x: " in serve(site, data, HALLBAR_PROXIES="x")


def test_it_says_so_in_swedish(site: Path, data: Path) -> None:
    said = serve(site, data, "--origin", "x", HALLBAR_LANGUAGE="sv")
    assert said.startswith("Fel: --origin x: ingen adress till en webbplats: skriv den som https://")


def test_a_taken_port(site: Path, data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert (
            serve(site, data, "--port", port) == f"Error: port {port} is taken: choose another with --port\n"
        )


def test_a_site_that_is_not_there(tmp_path: Path, data: Path) -> None:
    assert str(tmp_path / "none") in serve(tmp_path / "none", data)


def test_a_database_that_cannot_be_opened(site: Path, data: Path) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"text" * 1000)
    line = serve(site, data)
    assert line.startswith(f"Error: {data / FILE}: ")
    assert line.count("\n") == 1


def test_settings_of_nginx() -> None:
    command = ["feedback", "nginx", "--port", "9999", "--path", "biblioteket"]
    printed = CliRunner().invoke(main, command).stdout
    assert "proxy_pass http://127.0.0.1:9999;" in printed
    assert "location ~ ^/biblioteket/(?:api|feedback)(?:/|$) {" in printed
    assert "location ~ ^/(?:api|feedback)(?:/|$) {" in CliRunner().invoke(main, ["feedback", "nginx"]).stdout


@pytest.mark.usefixtures("processes")
def test_what_is_received_and_what_is_logged(site: Path, data: Path, fields: dict[str, object]) -> None:
    with running(site, data, HALLBAR_LANGUAGE="en") as service:
        headers = {"Origin": service.url, "User-Agent": "spy", "X-Forwarded-For": "192.0.2.77"}
        url = f"{service.url}/api/feedback"
        assert httpx.post(url, json=fields, headers=headers).status_code == 201
        forged = httpx.post(url, json=fields, headers=headers | {"Origin": "https://evil.example"})
        assert (forged.status_code, forged.headers.get("server")) == (403, None)
        assert httpx.get(f"{service.url}/feedback/", headers=headers).status_code == 200
        service.process.terminate()
        assert service.process.wait(10) == 0
    assert [(line["message"], line.get("reason")) for line in service.lines()] == [
        ("Receiving answers", None),
        ("Refused", "forged"),
    ]
    log = service.log.read_text("utf-8")
    assert not [trace for trace in ("spy", "192.0.2.77", "api/feedback", "evil", "avtalet") if trace in log]
    assert [answer.comment for answer in stored(data)] == ["Jag hittar inte avtalet."]


@pytest.mark.usefixtures("processes")
def test_a_site_without_an_address_is_logged(site: Path, data: Path) -> None:
    manifest = site / "hallbar/manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"address"', '"other"'), "utf-8")
    with running(site, data, HALLBAR_LANGUAGE="en") as service:
        assert "site_url" in service.lines()[1]["message"]
        headers = {"Origin": "https://biblioteket.example"}
        assert httpx.post(f"{service.url}/api/feedback", json={}, headers=headers).status_code == 403
