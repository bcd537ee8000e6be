"""`hallbar serve`: the site and its services on this machine; in production nginx does this.

MkDocs' own server is not used: it does not answer byte ranges, so nobody could seek in the sound.
"""

import logging
import shutil
import signal
import socket
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
from hallbar.build import CONFIG, build, found
from hallbar.settings import load, plugin

HOST = "127.0.0.1"
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

    def __init__(self, config: Path, folder: Path) -> None:
        self._config, self._folder = config, folder
        self._good: Path | None = None
        self.shown = folder / "shown"

    def build(self) -> bool:
        """Build and swap; whether it succeeded. What went wrong is printed by the build itself."""
        target = Path(mkdtemp(dir=self._folder))
        if not build(self._config, target):
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
    """Calls `act` once after a burst of changes: of all that is watched, or of the files with these names."""

    def __init__(self, act: Callable[[], object], *names: str) -> None:
        self._act, self._names, self._busy = act, names, threading.Lock()
        self._timer: threading.Timer | None = None

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or "__pycache__" in str(event.src_path):
            return
        moved = {Path(str(path)).name for path in (event.src_path, event.dest_path) if path}
        if self._names and moved.isdisjoint(self._names):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(QUIET, self._run)
        self._timer.daemon = True
        self._timer.start()

    def _run(self) -> None:
        with self._busy:
            click.echo("Building again" if self._act() else "Not built: the site still shows what was there")


@click.command("serve")
@CONFIG
@click.option("--port", default=8000, show_default=True, help="Where on 127.0.0.1 to serve; 0: any free.")
@click.option("--data", default=".data", show_default=True, type=click.Path(path_type=Path), help="Answers.")
@click.option("--site", type=click.Path(exists=True, path_type=Path), help="Serve this; build nothing.")
def command(config: Path, port: int, data: Path, site: Path | None) -> None:
    """Build the site, serve it with its services, and build again whenever something changes."""
    if not site:
        found(config)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the builds are cleared away then too
    with _door(port) as door:
        if site:
            _answer(site, data, door)
        else:
            _build_and_answer(config, data, door)


def _door(port: int) -> socket.socket:
    """Where the site will answer; taken before it is built, so that nobody else takes it meanwhile."""
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        raise click.ClickException(f"port {port} is taken: choose another with --port") from error


def _build_and_answer(config: Path, data: Path, door: socket.socket) -> None:
    with TemporaryDirectory(prefix="hallbar-") as folder:
        workshop = Workshop(config, Path(folder))
        if not workshop.build():
            raise click.ClickException("the site could not be built; see the lines above")
        observer = Observer()
        folders, files = watched(config)
        for path in folders:
            observer.schedule(_Changes(workshop.build), str(path), recursive=True)
        for path in {file.parent for file in files}:  # to save is often to put another file there
            names = [file.name for file in files if file.parent == path]
            observer.schedule(_Changes(workshop.build, *names), str(path))
        observer.start()
        _answer(workshop.shown, data, door)


def watched(config: Path) -> tuple[list[Path], list[Path]]:
    """Return the folders and the files that a site is made from, our own code among them."""
    root, said = config.absolute().parent, load(config)
    theme = said.get("theme")
    templates = theme.get("custom_dir") if isinstance(theme, dict) else None
    lexicon = plugin(said, "hallbar/readaloud").get("lexicon", "lexicon.toml")
    named = [said.get("docs_dir", "docs"), templates, *(said.get("watch") or [])]
    folders = [*(root / str(name) for name in named if name), Path(__file__).parent]
    return [path for path in folders if path.is_dir()], [root / config.name, root / str(lexicon)]


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
