"""Builds a site aside, shows the newest good build, and builds again when something changes."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from hallbar.build import build
from hallbar.messages import Messages
from hallbar.settings import load, plugin

message = Messages(__file__)
PAUSE = 0.3
"""Seconds without a change before the site is built again, since editors save several files at once."""


class Preview:
    """A site that is built aside and shown when the build succeeded: `shown` links to the newest good one."""

    def __init__(self, config: Path, folder: Path) -> None:
        self._config, self._folder = config, folder
        self._good: Path | None = None
        self.shown = folder / "shown"

    def build(self) -> bool:
        """Build the site and show it; return True if the build succeeded. The build prints its errors."""
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

    def watch(self) -> None:
        """Build again whenever something changes, until this process ends."""
        folders, files = watched(self._config)
        again = Bursts(self._again)
        observer = Observer()
        for path in folders:
            observer.schedule(_Changes(again), str(path), recursive=True)
        for path in {file.parent for file in files}:  # to save is often to put another file there
            names = [file.name for file in files if file.parent == path]
            observer.schedule(_Changes(again, *names), str(path))
        observer.start()

    def _again(self) -> None:
        click.echo(message("built_again" if self.build() else "not_built_again"))


class Bursts:
    """A callable that calls `act` once after a burst of calls, and never twice at the same time."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act, self._busy = act, threading.Lock()
        self._timer: threading.Timer | None = None

    def __call__(self) -> None:
        """Call `act` when no other call has come for a while."""
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(PAUSE, self._run)
        self._timer.daemon = True
        self._timer.start()

    def _run(self) -> None:
        with self._busy:
            self._act()


class _Changes(FileSystemEventHandler):
    """Calls `changed` for each change, or for those of files with these `names` only."""

    def __init__(self, changed: Callable[[], object], *names: str) -> None:
        self._changed, self._names = changed, names

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or "__pycache__" in str(event.src_path):
            return
        files = {Path(str(path)).name for path in (event.src_path, event.dest_path) if path}
        if not self._names or not files.isdisjoint(self._names):
            self._changed()


def watched(config: Path) -> tuple[list[Path], list[Path]]:
    """Return the folders and the files that a site is made from, with our own code."""
    root, said = config.absolute().parent, load(config)
    theme = said.get("theme")
    templates = theme.get("custom_dir") if isinstance(theme, dict) else None
    lexicon = plugin(said, "hallbar/readaloud").get("lexicon", "lexicon.toml")
    named = [said.get("docs_dir", "docs"), templates, *(said.get("watch") or [])]
    folders = [*(root / str(name) for name in named if name), Path(__file__).parent]
    return [path for path in folders if path.is_dir()], [root / config.name, root / str(lexicon)]
