"""The site and its services on this machine, as `scripts/serve` starts them; in production nginx does this.

MkDocs' own server is not used: it does not answer byte ranges, so nobody could seek in the sound.
"""

import logging
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import click
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from hallbar import manifest

HOST = "127.0.0.1"
WATCHED = ("docs", "overrides", "plugins", "mkdocs.yml")
LEAVING = 1
"""Seconds that answers under way have to end in, when it is stopped."""
QUIET = 0.3
"""Seconds without a change before the site is built again: editors save several files at once."""


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


class Workshop:
    """Builds beside what is shown and swaps when it is whole: `shown` is a link to the newest good build."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._good: Path | None = None
        self.shown = folder / "shown"

    def build(self) -> bool:
        """Build and swap; whether it succeeded. What went wrong is printed by the build itself."""
        target = Path(mkdtemp(dir=self._folder))
        command = [str(self._root / "scripts/build"), "--site-dir", str(target)]
        if subprocess.run(command, cwd=self._root, check=False).returncode:
            shutil.rmtree(target, ignore_errors=True)
            return False
        link = target.with_name(f"{target.name}-shown")
        link.symlink_to(target)
        link.replace(self.shown)
        if self._good:
            shutil.rmtree(self._good)
        self._good = target
        return True


class _Changes(FileSystemEventHandler):
    """Calls `act` once after a burst of changes."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act, self._busy = act, threading.Lock()
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or "__pycache__" in str(event.src_path):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(QUIET, self._run)
        self._timer.daemon = True
        self._timer.start()

    def _run(self) -> None:
        with self._busy:
            click.echo("Building again" if self._act() else "Not built: the site still shows what was there")


@click.command()
@click.option("--port", default=8000, show_default=True, help="Where on 127.0.0.1 to serve; 0: any free.")
@click.option("--data", default=".data", show_default=True, type=click.Path(path_type=Path), help="Answers.")
@click.option("--site", type=click.Path(exists=True, path_type=Path), help="Serve this; build nothing.")
def main(port: int, data: Path, site: Path | None) -> None:
    """Build the site, serve it with its services, and build again whenever something changes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the builds are cleared away then too
    with _door(port) as door:
        if site:
            _answer(site, data, door)
        else:
            _build_and_answer(data, door)


def _door(port: int) -> socket.socket:
    """Where the site will answer; taken before it is built, so that nobody else takes it meanwhile."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise click.ClickException(f"port {port} is taken: choose another with --port") from error


def _build_and_answer(data: Path, door: socket.socket) -> None:
    root = Path.cwd()
    with TemporaryDirectory(prefix="hallbar-") as folder:
        workshop = Workshop(root, Path(folder))
        if not workshop.build():
            raise click.ClickException("the site could not be built; see the lines above")
        observer = Observer()
        for name in WATCHED:
            observer.schedule(_Changes(workshop.build), str(root / name), recursive=True)
        observer.start()
        _answer(workshop.shown, data, door)


def _answer(site: Path, data: Path, door: socket.socket) -> None:
    how = uvicorn.Config(
        app(site, data), access_log=False, log_level="warning", timeout_graceful_shutdown=LEAVING
    )
    click.echo(f"The site: http://{HOST}:{door.getsockname()[1]}/  (stop with Ctrl-C)")
    with suppress(KeyboardInterrupt):
        _Server(how).run(sockets=[door])


class _Server(uvicorn.Server):
    """Is silent about answers that it breaks off as it ends: a paused sound is one."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


if __name__ == "__main__":
    main()
