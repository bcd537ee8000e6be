"""Fixtures of a small built site, and of requests to its service without a network."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from starlette.applications import Starlette

from feedback.stores import Server
from hallbar.feedback.service.answer import Answer, Report
from hallbar.feedback.service.app import Service
from hallbar.feedback.service.limits import Limits, Rate
from hallbar.feedback.service.receiver import Receiver, Rules
from hallbar.feedback.service.store import opened
from hallbar.feedback.service.store.writer import Writer

MANIFEST = {
    "release": "abc123",
    "path": "/",
    "address": "https://biblioteket.example/",
    "consent": {"preferences": "0123456789ab"},
    "languages": ["sv", "en"],
    "pages": {
        "/": {"lang": "sv", "title": "Biblioteket i Exempelby", "version": "1"},
        "/en/": {"lang": "en", "title": "The library in Exempelby", "version": "1"},
        "/regler/": {"lang": "sv", "title": "Regler & <mål>", "version": "1"},
        "/kontakt/": {"lang": "sv", "title": "Kontakt", "version": "1"},
    },
    "feedback": {
        "site": "biblioteket.example",
        "contact": "kontakt/",
        "words": {"home": {"sv": "Till biblioteket"}},
    },
}

MEMORY = Path("/dev/shm")

SHELL = """<!doctype html><html lang="{lang}"><head><title><!--title--> – Biblioteket</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="../hallbar/frame/tokens.css">
<link rel="stylesheet" href="../hallbar/frame/controls.css"></head>
<body><header>Exempelby kommun</header>
<nav><a href="../<!--language:{other}-->">{other}</a></nav>
<main><!--content--></main><footer>08-123 45</footer></body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site/hallbar"
    (folder / "frame").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    for lang, other in (("sv", "en"), ("en", "sv")):
        (folder / f"frame/shell.{lang}.txt").write_text(SHELL.format(lang=lang, other=other), "utf-8")
    return tmp_path / "site"


def change(site: Path, changed: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest of a site, as a new build does."""
    path = site / "hallbar/manifest.json"
    content = json.loads(path.read_text("utf-8"))
    changed(content)
    path.write_text(json.dumps(content), "utf-8")


@pytest.fixture
def data() -> Iterator[Path]:
    """Return the folder of the answers, as the service gets it: in memory, so no test waits for a disk."""
    with TemporaryDirectory(prefix="hallbar-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder) / "data"


@pytest.fixture
def writer(data: Path) -> Iterator[Writer]:
    writer = Writer(opened(data, patience=0.2))
    yield writer
    writer.close()


def stored(data: Path) -> list[Answer]:
    """Return all answers in a folder, in the order of arrival."""
    with closing(opened(data)) as store:
        return [entry.what for entry in store.answers() if isinstance(entry.what, Answer)]


def reported(data: Path) -> list[Report]:
    """Return all reports in a folder, in the order of arrival."""
    with closing(opened(data)) as store:
        return [entry.what for entry in store.reports() if isinstance(entry.what, Report)]


@pytest.fixture
def receiver(site: Path, writer: Writer) -> Receiver:
    return Receiver(site, writer, Rules(limits=Limits(Rate(0, 1), Rate(0, 1))))


@pytest.fixture
def application(site: Path, receiver: Receiver) -> Starlette:
    return Starlette(routes=Service(site, receiver).routes())


@pytest.fixture(scope="session")
def portal() -> Iterator[BlockingPortal]:
    """An event loop in its own thread, because an open browser of other tests occupies this one's."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture
def ask(application: Starlette, portal: BlockingPortal) -> Callable[..., httpx.Response]:
    """Return `ask(method, path, …)`, with httpx's parameters, which sends requests from the site's origin."""

    async def asking(method: str, path: str, values: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="https://biblioteket.example") as client:
            return await client.request(method, path, **values)

    return lambda method, path, **values: portal.call(asking, method, path, values)


@pytest.fixture
def fields() -> dict[str, object]:
    """Return the fields of an answer as the form sends it."""
    return {
        "id": "2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
        "page": "/regler/",
        "lang": "sv",
        "helpful": "no",
        "comment": "Jag hittar inte avtalet.",
        "consent": "0123456789ab",
        "website": "",
    }


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL server. Not below pytest's own folder, which the user `postgres` may not enter."""
    with TemporaryDirectory(prefix="hallbar-postgres-") as folder, ExitStack() as stack:
        yield Server(Path(folder), stack)
