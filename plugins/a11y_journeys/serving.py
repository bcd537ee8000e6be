"""A folder served on this machine for as long as it is checked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from a11y_journeys.errors import SiteError
from a11y_journeys.fetching import fetch

HOST = "127.0.0.1"
PATIENCE = 20
"""Seconds for the server to start."""
LEAVING = 1
"""Seconds for answers under way to end, when the server is stopped."""


def files(folder: Path) -> ASGIApp:
    """Return an application that serves the files in a folder, and its 404.html for what is missing."""
    return Starlette(routes=[Mount("/", StaticFiles(directory=folder, html=True))])


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve an application at any free port; yields the address of its start page. Raises SiteError."""
    config = uvicorn.Config(
        app, HOST, 0, access_log=False, log_level="critical", timeout_graceful_shutdown=LEAVING
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        _wait(server, thread)
        address = f"http://{HOST}:{server.servers[0].sockets[0].getsockname()[1]}/"
        start = fetch(address)  # the application may serve the site below a path
        yield start.url if start else address
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


def _wait(server: uvicorn.Server, thread: Thread) -> None:
    until = monotonic() + PATIENCE
    while not server.started:
        if not thread.is_alive() or monotonic() > until:
            raise SiteError("the folder could not be served; see the lines above")
        sleep(0.02)
