"""`hallbar serve`: serves the site and its services on this machine. In production nginx does this.

MkDocs' own server is not used: it does not support byte ranges, so nobody could seek in the sound.
"""

import logging
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
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
from starlette.types import Lifespan

from hallbar import commands, manifest
from hallbar.build import CONFIG, buildable
from hallbar.listener import HOST, listening
from hallbar.messages import Messages
from hallbar.rebuild import Preview

message = Messages(__file__)
GRACE = 1
"""Seconds for responses under way to end in when the server is stopped."""


def app(site: Path, data: Path) -> Starlette:
    """Return an app of the built site in `site` and each capability's service, below the path of its URL."""
    path = manifest.read(site).path.rstrip("/") if (site / manifest.FILE).exists() else ""
    services = _services(site, data)
    routes = [route for service in services for route in service.routes]
    here: list[BaseRoute] = [*routes, Mount("/", StaticFiles(directory=site, html=True))]
    if not path:
        return Starlette(routes=here, lifespan=_lifespan(services))

    async def start(_: Request) -> Response:
        return RedirectResponse(f"{path}/")

    return Starlette(routes=[Route("/", start), Mount(path, routes=here)], lifespan=_lifespan(services))


def _services(site: Path, data: Path) -> list[Starlette]:
    paths = sorted(Path(__file__).parent.glob("*/service/app.py"))
    modules = [import_module(f"hallbar.{path.parts[-3]}.service.app") for path in paths]
    return [module.local(site, data) for module in modules]


def _lifespan(services: Iterable[Starlette]) -> Lifespan[Starlette]:
    """Return the start and the end of services whose routes are mounted, which Starlette leaves out."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for service in services:
                await stack.enter_async_context(service.router.lifespan_context(service))
            yield

    return lifespan


@commands.command("serve")
@CONFIG
@commands.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@commands.option("--data", default=".data", show_default=True, type=click.Path(path_type=Path))
@commands.option("--site", type=click.Path(exists=True, path_type=Path))
def command(config: Path, port: int, data: Path, site: Path | None) -> None:
    """Build the site, serve it with its services, and build again whenever something changes."""
    if not site:
        buildable(config)
    with listening(port) as listener:  # before the build, so that nobody else takes the port
        if site:
            _serve(site, data, listener)
        else:
            _build_and_serve(config, data, listener)


def _exit_on_sigterm() -> None:
    """Let SIGTERM end this process as Ctrl-C does: builds are removed, and the exit code is 0."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def _build_and_serve(config: Path, data: Path, listener: socket.socket) -> None:
    _exit_on_sigterm()
    with TemporaryDirectory(prefix="hallbar-") as folder:
        preview = Preview(config, Path(folder))
        if not preview.build():
            raise click.ClickException(message("not_built"))
        preview.watch()
        _serve(preview.shown, data, listener)


def _serve(site: Path, data: Path, listener: socket.socket) -> None:
    try:
        served = app(site, data)
    except (manifest.ManifestError, OSError) as error:
        raise click.ClickException(str(error)) from error
    _exit_on_sigterm()
    how = uvicorn.Config(served, access_log=False, log_level="warning", timeout_graceful_shutdown=GRACE)
    click.echo(message("serving", address=f"http://{HOST}:{listener.getsockname()[1]}/"))
    with suppress(KeyboardInterrupt):
        _Server(how).run(sockets=[listener])


class _Server(uvicorn.Server):
    """A server that does not report the responses that it breaks off as it ends, such as a paused sound."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)
