"""Releases: a site is built in its own folder, verified, and made current by moving one link, in one step."""

import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from hallbar import manifest
from hallbar.messages import Messages, reason
from hallbar.publishing import folder
from hallbar.publishing.folder import CURRENT, MARK, MARKER
from hallbar.publishing.verify import verify

message = Messages(__file__)
DEFAULT_KEEP = 5
"""Number of releases that are not dropped, the current one included, so that a rollback is possible."""

FIXES = {
    errno.ENOSPC: "make_room",
    errno.EDQUOT: "make_room",
    errno.EACCES: "let_write",
    errno.EPERM: "let_write",
    errno.EROFS: "let_write",
}
"""Errors of the system, and the message that says how to fix them."""


class ReleaseError(Exception):
    """A site cannot be released, and nothing has been changed: one line for each error."""


@dataclass(frozen=True)
class Plan:
    """A release, and its effects on older releases."""

    release: Path
    marked: bool
    """True if the folder is marked as ours, so that old releases are dropped."""
    marks: bool
    """True if the folder holds only releases: it is marked now, and old ones are dropped the next time."""
    old: tuple[Path, ...]
    """Releases beyond the number to keep."""
    others: tuple[str, ...]
    """Names of entries that are left alone."""

    @property
    def current(self) -> Path:
        return self.release.parent / CURRENT

    @property
    def dropped(self) -> tuple[Path, ...]:
        return self.old if self.marked else ()


def make_current(site: Path, keep: int = DEFAULT_KEEP, dry_run: bool = False) -> tuple[Plan, list[str]]:
    """Verify the site in the folder `site`, make it the current release, and drop all but `keep` releases.

    Returns the plan, which a `dry_run` does not carry out, and the errors after the release became current.
    Raises ReleaseError before any change.
    """
    try:
        release = Path(os.path.realpath(site))
        if release == release.parent:
            raise ReleaseError(message("root_of_file_system", folder=release))
        with folder.locked(release.parent):
            plan = _plan(release, keep)
            return plan, [] if dry_run else _carry_out(plan)
    except folder.FolderError as error:
        raise ReleaseError(*error.args) from error
    except OSError as error:
        raise ReleaseError(_described(error, error.filename2 or error.filename or site)) from error


def _plan(release: Path, keep: int) -> Plan:
    errors = list(verify(release))
    if errors:
        raise ReleaseError(*errors)
    found = folder.contents(release.parent)
    folder.check_current(release.parent, found.marked)
    old = found.old(release, keep)
    shared = [path for path in old if not folder.is_only_ours(path)]
    others = (*found.others, *(path.name for path in shared))
    marks = not found.marked and not found.others
    return Plan(release, found.marked, marks, tuple(path for path in old if path not in shared), others)


def _carry_out(plan: Plan) -> list[str]:
    for at, _, names in os.walk(plan.release):
        for path in [Path(at), *(Path(at, name) for name in names)]:
            _sync(path)
    _set_link(plan.current, plan.release.name)
    steps: list[tuple[Callable[[Path], object], Path]] = [(_sync, plan.release.parent)]
    steps += [(_mark, plan.release.parent / MARKER)] if plan.marks else []
    steps += [(_drop, release) for release in plan.dropped]
    return [error for act, path in steps if (error := _error_of(act, path))]


def _set_link(current: Path, name: str) -> None:
    """Move the link in one step. If there is none, create it, but never over another file."""
    if not current.is_symlink():
        current.symlink_to(name)
        return
    link = current.with_name(f".{CURRENT}-{uuid4().hex}")
    link.symlink_to(name)
    try:
        link.replace(current)
    finally:
        link.unlink(missing_ok=True)


def _error_of(act: Callable[[Path], object], path: Path) -> str:
    """Run a step that visitors do not notice. Return its error, or an empty text."""
    try:
        act(path)
    except OSError as error:
        return _described(error, path)
    return ""


def _described(error: OSError, path: object) -> str:
    fix = FIXES.get(error.errno or 0)
    return f"{path}: {reason(error)}" + (f": {message(fix)}" if fix else "")


def _mark(marker: Path) -> None:
    with marker.open("x", encoding="utf-8") as file:
        file.write(MARK)


def _drop(release: Path) -> None:
    """Remove a release, its manifest last, so that an interrupted removal is finished the next time."""
    for part in sorted(release.iterdir(), key=lambda part: part.name == manifest.FOLDER):
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink()
    release.rmdir()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
