"""`hallbar serve`: the site and its services on this machine; in production nginx does this.

MkDocs' own server is not used: it does not answer byte ranges, so nobody could seek in the sound.
"""

import logging
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from hallbar import commands, manifest
from hallbar.build import CONFIG, found
from hallbar.messages import Messages
from hallbar.rebuild import Workshop

message = Messages(__file__)
HOST = "127.0.0.1"
LEAVING = 1
"""Seconds that answers under way have to end in, when it is stopped."""


def app(site: Path, data: Path) -> Starlette:
    """The built site in the folder `site`, and each capability's service, below the path of `site_url`."""
    path = manifest.read(site).path.rstrip("/") if (site / manifest.FILE).exists() else ""
    here: list[BaseRoute] = [*_services(site, data), Mount("/", StaticFiles(directory=site, html=True))]
    if not path:
        return Starlette(routes=here)

    async def start(_: Request) -> Response:
        return RedirectResponse(f"{path}/")

    return Starlette(routes=[Route("/", start), Mount(path, routes=here)])


def _services(site: Path, data: Path) -> list[BaseRoute]:
    found = sorted(Path(__file__).parent.glob("*/service.py"))
    modules = [import_module(f"hallbar.{path.parent.name}.service") for path in found]
    return [route for module in modules for route in module.routes(site, data)]


@commands.command("serve")
@CONFIG
@commands.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@commands.option("--data", default=".data", show_default=True, type=click.Path(path_type=Path))
@commands.option("--site", type=click.Path(exists=True, path_type=Path))
def command(config: Path, port: int, data: Path, site: Path | None) -> None:
    """Build the site, serve it with its services, and build again whenever something changes."""
    if not site:
        found(config)
    with _door(port) as door:
        if site:
            _answer(site, data, door)
        else:
            _build_and_answer(config, data, door)


def _end_well_when_told() -> None:
    """Let SIGTERM end this process as Ctrl-C does: builds are cleared away, and it is no failure."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def _door(port: int) -> socket.socket:
    """Where the site will answer; taken before it is built, so that nobody else takes it meanwhile."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise click.ClickException(message("port_taken", port=port)) from error


def _build_and_answer(config: Path, data: Path, door: socket.socket) -> None:
    _end_well_when_told()
    with TemporaryDirectory(prefix="hallbar-") as folder:
        workshop = Workshop(config, Path(folder))
        if not workshop.build():
            raise click.ClickException(message("not_built"))
        workshop.watch()
        _answer(workshop.shown, data, door)


def _answer(site: Path, data: Path, door: socket.socket) -> None:
    try:
        served = app(site, data)
    except (manifest.ManifestError, OSError) as error:
        raise click.ClickException(str(error)) from error
    _end_well_when_told()
    how = uvicorn.Config(served, access_log=False, log_level="warning", timeout_graceful_shutdown=LEAVING)
    click.echo(message("serving", address=f"http://{HOST}:{door.getsockname()[1]}/"))
    with suppress(KeyboardInterrupt):
        _Server(how).run(sockets=[door])


class _Server(uvicorn.Server):
    """Is silent about answers that it breaks off as it ends: a paused sound is one."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)
