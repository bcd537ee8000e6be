"""A release drops only old releases, however its path is spelled and whatever is beside it."""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner, Result

from hallbar.publishing.cli import command
from processes import run

Snapshot = Callable[[Path], dict[str, object]]
SmallSite = Callable[..., Path]
MARKER = ".hallbar-releases"
BACK = "4"
"""The release to roll back to: neither the newest nor the oldest."""
GO = {"3", "5", "6"}
"""The releases dropped by that, in a marked folder: all but the current one and the four newest."""


def written(path: Path, text: str = "mine") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def with_manifest(folder: Path, text: str) -> None:
    written(folder / "index.html")
    written(folder / "hallbar/manifest.json", text)


def repository(folder: Path) -> None:
    for name, text in [("HEAD", "ref: refs/heads/main\n"), ("config", "[core]\n\tbare = false\n")]:
        written(folder / ".git" / name, text)
    for name in ("objects", "refs/heads"):
        (folder / ".git" / name).mkdir(parents=True)


def linked_manifest(folder: Path) -> None:
    (folder / "hallbar").mkdir(parents=True)
    (folder / "hallbar/manifest.json").symlink_to("../../7/hallbar/manifest.json")


def piped_manifest(folder: Path) -> None:
    (folder / "hallbar").mkdir(parents=True)
    os.mkfifo(folder / "hallbar/manifest.json")


def without_manifest(folder: Path) -> None:
    written(folder / "index.html")
    written(folder / "x/index.html")


NEIGHBOURS: Mapping[str, Callable[[Path], object]] = {
    "notes": lambda path: written(path / "deep/er/notes.txt"),
    "nothing in it": lambda path: path.mkdir(),
    "notes.txt": written,
    ".git": lambda path: repository(path.parent),
    "work": repository,
    ".ssh": lambda path: written(path / "id"),
    ".current": written,
    "0-inside": lambda path: path.symlink_to("7"),
    "1-outside": lambda path: path.symlink_to("../outside"),
    "2-broken": lambda path: path.symlink_to("nowhere"),
    "loop": lambda path: path.symlink_to("loop"),
    "half built": without_manifest,
    "no json": lambda path: with_manifest(path, "{"),
    "a list": lambda path: with_manifest(path, "[]"),
    "another's": lambda path: with_manifest(path, json.dumps({"pages": ["/"], "path": "/", "release": "1"})),
    "no path": lambda path: with_manifest(path, json.dumps({"pages": {}, "release": "1"})),
    "deep": lambda path: with_manifest(path, "[" * 100_000),
    "linked manifest": linked_manifest,
    "manifest is a folder": lambda path: (path / "hallbar/manifest.json").mkdir(parents=True),
    "manifest is a pipe": piped_manifest,
    "new\nline": written,
    os.fsdecode(b"not \xff utf-8"): written,
}  # fmt: skip

SPELLINGS: Mapping[str, tuple[str, str]] = {  # name -> current directory below the test's folder, and path
    "absolute": ("outside", "{releases}/{name}"),
    "absolute, with a slash": ("outside", "{releases}/{name}/"),
    "relative": ("releases", "{name}"),
    "relative, with a slash": ("releases", "{name}/"),
    "relative, with a dot": ("releases", "./{name}"),
    "relative, from above": (".", "releases/{name}"),
    "relative, from beside": ("outside", "../releases/{name}"),
    "relative, from another release": ("releases/9", "../{name}"),
    "from inside": ("releases/{name}", "."),
    "from inside, with a slash": ("releases/{name}", "./"),
    "from deep inside": ("releases/{name}/x", ".."),
    "there and back": ("releases", "{name}/x/../../9/../{name}//"),
    "by current": ("releases", "current"),
    "by current, with a slash": (".", "releases/current/"),
    "inside current": ("releases/current", "."),
    "by a link elsewhere": ("outside", "to the release"),
    "by a link elsewhere, with a slash": ("outside", "to the release/"),
    "by a link to the folder": ("outside", "to the folder/{name}"),
    "inside a link to the folder": ("outside/to the folder", "{name}"),
}


@dataclass
class Neighbourhood:
    """A folder of eight releases, and another folder beside it with links to them."""

    releases: Path
    name: str
    spelling: str

    @property
    def root(self) -> Path:
        return self.releases.parent

    def show(self, shown: str) -> Self:
        """Make `shown` current (or `name`, if the path is spelled with `current`), and create the links."""
        (self.releases / "current").symlink_to(self.name if "current" in self.spelling else shown)
        written(self.root / "outside/mine.txt")
        (self.root / "outside/to the folder").symlink_to(self.releases)
        (self.root / "outside/to the release").symlink_to(self.releases / self.name)
        return self

    def release(self) -> Result:
        """Release `name` by the path in that spelling."""
        there, path = (
            part.format(name=self.name, releases=self.releases) for part in SPELLINGS[self.spelling]
        )
        with chdir(self.root / there):
            return released(path)


def released(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "not marked"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_neighbours_survive(
    tmp_path: Path, releases: Path, snapshot: Snapshot, spelling: str, marked: bool
) -> None:
    place = Neighbourhood(releases, BACK, spelling).show("3")
    for name, make in NEIGHBOURS.items():
        make(place.releases / name)
    if marked:
        (place.releases / MARKER).touch()
    before = snapshot(tmp_path)
    done = place.release()
    after = snapshot(tmp_path)

    assert done.exit_code == 0, done.output
    gone = GO if marked else set()
    before["releases/current"] = f"link to {BACK}"
    assert after == {
        name: content for name, content in before.items() if {*Path(name).parts[1:2]}.isdisjoint(gone)
    }


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize(
    "name", ["3", "9", *(pytest.param(str(number), marks=pytest.mark.long) for number in range(4, 9))]
)
def test_a_rollback_to_any_release_leaves_current_valid(releases: Path, name: str, spelling: str) -> None:
    place = Neighbourhood(releases, name, spelling).show("10")
    (place.releases / MARKER).touch()

    assert place.release().exit_code == 0
    assert (place.releases / "current").resolve(strict=True) == place.releases / name
    assert sum(path.is_dir() and not path.is_symlink() for path in place.releases.iterdir()) == 5


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "not marked"])
@pytest.mark.parametrize("name", NEIGHBOURS)
def test_what_is_left_alone_is_named(releases: Path, tmp_path: Path, name: str, marked: bool) -> None:
    (tmp_path / "outside").mkdir()
    NEIGHBOURS[name](releases / name)
    if marked:
        (releases / MARKER).touch()
    done = released(releases / BACK)
    [line] = done.stderr.splitlines()

    assert "".join(sign if sign.isprintable() else "?" for sign in name) in line
    assert ("nothing is dropped" in line) == (f"touch {releases}/{MARKER}" in line) == (not marked)
    assert (releases / MARKER).exists() == marked


CURRENT: Mapping[str, Callable[[Path], object]] = {
    "a file": written,
    "a folder": lambda path: written(path / "mine.txt"),
    "a release": lambda path: (path.parent / "3").rename(path),
    "a link to a folder outside": lambda path: path.symlink_to("../outside"),
    "a link to a release outside": lambda path: path.symlink_to("../outside/site"),
    "a link to a folder beside": lambda path: path.symlink_to(written(path.parent / "notes/a").parent.name),
    "a link into a release": lambda path: path.symlink_to("3/x"),
    "a link to a file": lambda path: path.symlink_to(written(path.parent / "notes").name),
    "a link to nothing elsewhere": lambda path: path.symlink_to("../nothing"),
    "a link to nothing": lambda path: path.symlink_to("nothing"),
}


@pytest.mark.parametrize("kind", CURRENT)
def test_current_never_overwrites_what_is_not_ours(
    tmp_path: Path, releases: Path, small_site: SmallSite, snapshot: Snapshot, kind: str
) -> None:
    small_site(tmp_path / "outside/site")
    CURRENT[kind](releases / "current")
    before = snapshot(tmp_path)
    done = released(releases / BACK)

    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 2)
    assert f"{releases}/current is " in done.stderr
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("marked", [True, False], ids=["marked", "not marked"])
def test_a_link_to_a_lost_release_is_replaced(releases: Path, marked: bool) -> None:
    (releases / "current").symlink_to("lost")
    if marked:
        (releases / MARKER).touch()

    assert released(releases / BACK).exit_code == (0 if marked else 1)
    assert str((releases / "current").readlink()) == (BACK if marked else "lost")


def test_the_target_of_another_link_is_not_dropped(releases: Path) -> None:
    (releases / MARKER).touch()
    (releases / "stable").symlink_to("3")
    released(releases / BACK)

    left = {path.name for path in releases.iterdir()}
    assert left == {MARKER, "current", "stable", "3", "4", "8", "9", "10"}


def test_the_target_of_a_link_in_an_old_release_is_not_deleted(tmp_path: Path, releases: Path) -> None:
    (releases / MARKER).touch()
    theirs = written(tmp_path / "outside/mine.txt")
    for place in ("3/theirs", "3/x/theirs", "3/hallbar/theirs"):
        (releases / place).symlink_to(theirs.parent)
    assert released(releases / BACK).stderr == ""

    assert theirs.read_text() == "mine"
    assert not (releases / "3").exists()


@pytest.mark.parametrize("kind", ["a folder", "a link", "a link to nothing"])
def test_only_a_file_marks_the_folder(tmp_path: Path, releases: Path, snapshot: Snapshot, kind: str) -> None:
    if kind == "a folder":
        (releases / MARKER).mkdir()
    else:
        (releases / MARKER).symlink_to(written(tmp_path / "mine") if kind == "a link" else "nothing")
    before = snapshot(tmp_path)
    done = released(releases / BACK)

    assert MARKER in done.stderr
    assert snapshot(tmp_path) == before | {"releases/current": f"link to {BACK}"}


@pytest.mark.parametrize("entry", [".git/HEAD", "x/.git"])
def test_a_release_that_is_also_a_repository_is_not_dropped(releases: Path, entry: str) -> None:
    """A build does not delete hidden files, so a checked-out `gh-pages` is such a folder."""
    (releases / MARKER).touch()
    written(releases / "3" / entry)
    done = released(releases / BACK)

    assert (releases / "3/index.html").exists()
    assert (releases / "3" / entry).exists()
    assert not (releases / "5").exists()
    assert "left alone" in done.stderr


def test_a_release_with_a_mount_is_not_dropped(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (releases / MARKER).touch()
    monkeypatch.setattr("os.path.ismount", lambda path: str(path) == f"{releases}/3/x")
    released(releases / BACK)

    assert (releases / "3/index.html").exists()
    assert not (releases / "5").exists()


@pytest.mark.usefixtures("processes")
def test_a_clone_survives_a_release_of_its_site_folder(
    tmp_path: Path, small_site: SmallSite, snapshot: Snapshot
) -> None:
    """`scripts/build --site-dir site && hallbar release site`, in a real repository."""
    clone = tmp_path / "clone"
    for name in ("docs/sv/index.md", "overrides/main.html", ".ci/run", ".github/ci.yml", "plugins/a.py"):
        written(clone / name)
    git = ("git", "-C", clone, "-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        assert run([*git, *arguments]).returncode == 0
    small_site(clone / "site")
    before = snapshot(clone)
    with chdir(clone):
        done = released("site")

    assert done.exit_code == 0
    assert done.stdout == f"{clone}/current now shows site\n"
    assert done.stderr == (
        f"nothing is dropped, as {clone} holds other things: .ci, .git, .github and 3 more; release into a"
        f" folder of its own, or let old releases be dropped here: touch {clone}/{MARKER}\n"
    )
    assert snapshot(clone) == before | {"current": "link to site"}
    assert run([*git, "fsck", "--strict"]).returncode == 0
    assert run([*git, "status", "--porcelain"]).stdout == "?? current\n?? site/\n"
