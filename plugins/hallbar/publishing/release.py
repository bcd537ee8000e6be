"""Releases: a site is built aside, verified, and shown by moving one link. Nobody ever sees half a site."""

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
KEPT = 5
"""Releases that stay for going back to, the shown one included."""

FIXES = {
    errno.ENOSPC: "make_room",
    errno.EDQUOT: "make_room",
    errno.EACCES: "let_write",
    errno.EPERM: "let_write",
    errno.EROFS: "let_write",
}
"""Errors of the system, and the message that says how to fix them."""


class ReleaseError(Exception):
    """A site cannot be shown, and nothing has been changed: one line a fault."""


@dataclass(frozen=True)
class Plan:
    """A change of the site that is shown, and what it means for the older ones."""

    release: Path
    marked: bool
    """The folder is marked as ours, so old releases are dropped."""
    marks: bool
    """The folder holds nothing but releases, so it is marked now, and old ones are dropped the next time."""
    old: tuple[Path, ...]
    """Releases beyond those that are kept."""
    others: tuple[str, ...]
    """Names of what is left alone."""

    @property
    def current(self) -> Path:
        return self.release.parent / CURRENT

    @property
    def dropped(self) -> tuple[Path, ...]:
        return self.old if self.marked else ()


def show(site: Path, keep: int = KEPT, dry_run: bool = False) -> tuple[Plan, list[str]]:
    """Verify the site in the folder `site` and show it; drop old releases, so that `keep` are left.

    Returns the plan, which a `dry_run` does not carry out, and what went wrong after the site was shown.
    Raises ReleaseError before any change.
    """
    try:
        release = Path(os.path.realpath(site))
        if release == release.parent:
            raise ReleaseError(message("root_of_file_system", folder=release))
        with folder.alone(release.parent):
            plan = _plan(release, keep)
            return plan, [] if dry_run else _carry_out(plan)
    except folder.FolderError as error:
        raise ReleaseError(*error.args) from error
    except OSError as error:
        raise ReleaseError(_told(error, error.filename2 or error.filename or site)) from error


def _plan(release: Path, keep: int) -> Plan:
    faults = list(verify(release))
    if faults:
        raise ReleaseError(*faults)
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
    _lead(plan.current, plan.release.name)
    steps: list[tuple[Callable[[Path], object], Path]] = [(_sync, plan.release.parent)]
    steps += [(_mark, plan.release.parent / MARKER)] if plan.marks else []
    steps += [(_drop, release) for release in plan.dropped]
    return [fault for act, path in steps if (fault := _fault(act, path))]


def _lead(current: Path, name: str) -> None:
    """Move the link in one step; where there is none, make it only if nothing else has come there."""
    if not current.is_symlink():
        current.symlink_to(name)
        return
    link = current.with_name(f".{CURRENT}-{uuid4().hex}")
    link.symlink_to(name)
    try:
        link.replace(current)
    finally:
        link.unlink(missing_ok=True)


def _fault(act: Callable[[Path], object], path: Path) -> str:
    """Do what changes nothing for visitors; return what went wrong."""
    try:
        act(path)
    except OSError as error:
        return _told(error, path)
    return ""


def _told(error: OSError, path: object) -> str:
    fix = FIXES.get(error.errno or 0)
    return f"{path}: {reason(error)}" + (f": {message(fix)}" if fix else "")


def _mark(marker: Path) -> None:
    with marker.open("x", encoding="utf-8") as file:
        file.write(MARK)


def _drop(release: Path) -> None:
    """Remove a release, its manifest last: if this is interrupted, the rest is dropped the next time."""
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
