"""A release is verified, becomes current in one step, and is reported in one line; so is each error."""

import errno
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hallbar.publishing.cli import command
from hallbar.publishing.folder import CURRENT, MARKER, locked
from hallbar.publishing.release import DEFAULT_KEEP, ReleaseError, make_current
from hallbar.publishing.verify import verify
from processes import run
from support import made_up_site

Snapshot = Callable[[Path], dict[str, object]]
SmallSite = Callable[..., Path]


def released(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


def test_the_made_up_site_passes_verification(site: Path) -> None:
    assert list(verify(site)) == []


def test_a_release_becomes_current_by_a_link(tmp_path: Path, small_site: SmallSite) -> None:
    make_current(small_site(tmp_path / "1"))
    make_current(small_site(tmp_path / "2"))

    assert (tmp_path / CURRENT).is_symlink()
    assert str((tmp_path / CURRENT).readlink()) == "2"


HALF = [
    ("a.mp3", "../a.mp3 leads nowhere"),
    ("x/index.html", "the page /x/ is missing"),
    ("404.html", "the page /404.html is missing"),
    ("hallbar/manifest.json", "missing, so the build did not finish"),
]


@pytest.mark.parametrize(("lost", "error"), HALF)
def test_an_incomplete_site_is_not_released(
    tmp_path: Path, small_site: SmallSite, lost: str, error: str
) -> None:
    make_current(small_site(tmp_path / "1"))
    (small_site(tmp_path / "2") / lost).unlink()

    with pytest.raises(ReleaseError, match=error):
        make_current(tmp_path / "2")
    assert str((tmp_path / CURRENT).readlink()) == "1"


def test_the_newest_and_the_current_release_are_not_dropped(tmp_path: Path, small_site: SmallSite) -> None:
    for number in range(1, 9):
        assert released(small_site(tmp_path / str(number), number)).stderr == ""

    assert sorted(path.name for path in tmp_path.iterdir() if not path.is_symlink()) == [
        MARKER,
        "4",
        "5",
        "6",
        "7",
        "8",
    ]
    assert DEFAULT_KEEP == 5


@pytest.mark.parametrize(
    ("keep", "left"), [(1, "4"), (2, "4 10"), (3, "4 9 10"), (7, "4 5 6 7 8 9 10"), (8, "3 4 5 6 7 8 9 10")]
)
def test_keep_counts_releases_by_the_time_of_their_build(releases: Path, keep: int, left: str) -> None:
    (releases / MARKER).touch()
    assert released(releases / "4", "--keep", str(keep)).exit_code == 0

    kept = {path.name for path in releases.iterdir()} - {CURRENT, MARKER}
    assert sorted(kept, key=int) == left.split()


@pytest.mark.parametrize("keep", ["0", "-1", "many"])
def test_the_current_release_is_never_dropped(releases: Path, snapshot: Snapshot, keep: str) -> None:
    before = snapshot(releases)

    assert released(releases / "4", "--keep", keep).exit_code == 2
    assert snapshot(releases) == before


def test_the_command_ends_in_one_line(tmp_path: Path, small_site: SmallSite) -> None:
    (small_site(tmp_path / "1") / "a.mp3").unlink()
    done = released(tmp_path / "1")

    assert done.exit_code == 1
    page = f"{tmp_path}/1/x/index.html"
    assert (
        done.stderr == f"Error: not released:\n{page}: ../a.mp3 leads nowhere: fix the link and build again\n"
    )


def test_the_result_is_one_line(releases: Path) -> None:
    (releases / MARKER).touch()
    done = released(releases / "10")

    assert done.stdout == f"{releases}/current now shows 10; dropped: 5, 4, 3\n"
    assert done.stderr == ""


def test_a_dry_run_reports_and_changes_nothing(releases: Path, snapshot: Snapshot) -> None:
    (releases / MARKER).touch()
    before = snapshot(releases)
    done = released(releases / "4", "--dry-run", "--keep", "2")

    assert done.stdout == f"{releases}/current would show 4; would be dropped: 9, 8, 7, 6, 5, 3\n"
    assert snapshot(releases) == before
    (releases / "4/a.mp3").unlink()
    assert "leads nowhere" in released(releases / "4", "--dry-run").stderr


def test_a_folder_of_releases_is_marked_and_drops_old_ones_the_next_time(releases: Path) -> None:
    first = released(releases / "10")
    assert first.stdout == f"{releases}/current now shows 10\n"
    assert first.stderr == f"from the next release on, only 5 stay in {releases}; too old: 5, 4, 3\n"
    assert len((releases / MARKER).read_text("utf-8").splitlines()) == 1

    assert released(releases / "10").stdout.endswith("dropped: 5, 4, 3\n")


def test_a_dry_run_does_not_mark_the_folder(tmp_path: Path, small_site: SmallSite) -> None:
    done = released(small_site(tmp_path / "1"), "--dry-run")

    assert done.output == f"{tmp_path}/current would show 1\n"
    assert [path.name for path in tmp_path.iterdir()] == ["1"]


MANIFESTS = {
    "": "damaged",
    "{": "damaged",
    "[" * 100_000: "damaged",
    "[]": "has no path, pages, release",
    "{}": "has no path, pages, release",
    json.dumps({"path": "/", "release": "1"}): "has no pages",
    json.dumps({"path": "/", "release": "1", "pages": ["/"]}): "has no pages",
    json.dumps({"path": None, "release": "1", "pages": {}}): "has no path",
}


@pytest.mark.parametrize("text", MANIFESTS, ids=lambda text: text[:30])
def test_a_bad_manifest_is_one_line(
    tmp_path: Path, small_site: SmallSite, snapshot: Snapshot, text: str
) -> None:
    file = small_site(tmp_path / "1") / "hallbar/manifest.json"
    file.write_text(text, "utf-8")
    before = snapshot(tmp_path)
    done = released(tmp_path / "1")

    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: not released:\n{file}: {MANIFESTS[text]}")
    assert done.stderr.endswith(": build the site again\n")
    assert done.stderr.count("\n") == 2
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize(
    "content", [b"\xff", b'<a href="//[">X</a>', b'<a href="' + b"x" * 300 + b'/">X</a>']
)
def test_a_page_may_hold_anything(tmp_path: Path, small_site: SmallSite, content: bytes) -> None:
    with (small_site(tmp_path / "1") / "index.html").open("ab") as page:
        page.write(content)
    done = released(tmp_path / "1")

    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert (done.exit_code == 1) == (b"href" in content)


def test_the_root_is_no_release(tmp_path: Path) -> None:
    assert released("/").stderr == (
        "Error: not released:\n/ is the root of the file system: name the folder of a built site\n"
    )


@pytest.mark.parametrize(
    ("step", "number", "error"),
    [
        ("os.fsync", errno.ENOSPC, "No space left on device: make room on the disk"),
        ("os.fsync", errno.EIO, "Input/output error"),
        ("pathlib.Path.symlink_to", errno.EACCES, "Permission denied: let this user read and write there"),
        ("pathlib.Path.replace", errno.EROFS, "Read-only file system: let this user read and write there"),
        ("pathlib.Path.iterdir", errno.EACCES, "Permission denied: let this user read and write there"),
        ("pathlib.Path.read_bytes", errno.EACCES, "Permission denied: let this user read it"),
        ("os.open", errno.EACCES, "Permission denied: let this user read and write there"),
    ],
)
def test_an_error_before_the_release_changes_nothing(
    releases: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, step: str, number: int, error: str
) -> None:
    (releases / CURRENT).symlink_to("3")
    (releases / MARKER).touch()
    before = snapshot(releases)
    with monkeypatch.context() as patch:
        patch.setattr(step, fails(number))
        done = released(releases / "4")

    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: not released:\n{releases}")
    assert done.stderr.endswith(f": {error}\n")
    assert snapshot(releases) == before


def fails(number: int) -> Callable[..., None]:
    def fail(path: object, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), None if isinstance(path, int) else str(path))

    return fail


def test_a_release_that_cannot_be_dropped_does_not_hide_the_rest_of_the_result(
    releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (releases / MARKER).touch()
    remove = shutil.rmtree
    monkeypatch.setattr(
        shutil,
        "rmtree",
        lambda path: fails(errno.EACCES)("x") if releases / "4" in path.parents else remove(path),
    )
    done = released(releases / "10")

    assert done.exit_code == 0
    assert done.stdout == f"{releases}/current now shows 10; dropped: 5, 3\n"
    assert done.stderr == (
        f"the site is shown, but {releases}/4: Permission denied: let this user read and write there\n"
    )


def test_an_interrupted_removal_is_finished_the_next_time(
    releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (releases / MARKER).touch()
    remove = shutil.rmtree
    with monkeypatch.context() as patch:
        patch.setattr(
            shutil, "rmtree", lambda path: fails(errno.EIO)("") if path.name == "hallbar" else remove(path)
        )
        released(releases / "10")
    assert not (releases / "3/index.html").exists()
    assert released(releases / "10").stdout.endswith("dropped: 5, 4, 3\n")


def test_a_folder_that_cannot_be_marked_still_gets_the_release(
    releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hallbar.publishing.release._mark", fails(errno.ENOSPC))
    done = released(releases / "10")

    assert (done.exit_code, done.stdout) == (0, f"{releases}/current now shows 10\n")
    assert f"{releases}/{MARKER}: No space left on device: make room on the disk\n" in done.stderr


def test_a_file_created_in_place_of_the_link_is_not_overwritten(
    releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "hallbar.publishing.folder.check_current", lambda folder, _: (folder / CURRENT).write_text("mine")
    )
    done = released(releases / "4")

    assert done.stderr == f"Error: not released:\n{releases}/current: File exists\n"
    assert (releases / CURRENT).read_text() == "mine"


def test_two_releases_cannot_run_in_one_folder(releases: Path, snapshot: Snapshot) -> None:
    before = snapshot(releases)
    with locked(releases):
        done = released(releases / "4")
    assert done.stderr.endswith(f"another release is at work in {releases}: try again when it is done\n")
    assert snapshot(releases) == before
    assert released(releases / "4").exit_code == 0


def test_a_file_system_without_locks_is_no_error(releases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.flock", fails(errno.EBADF))

    assert released(releases / "4").exit_code == 0


@pytest.mark.usefixtures("processes")
def test_a_second_release_becomes_current_and_a_failed_build_changes_nothing(tmp_path: Path) -> None:
    copy = made_up_site(tmp_path / "repository", lacking=["search"])
    releases = tmp_path / "releases"
    page, shown = copy / "docs/sv/lanekort.md", releases / "current/lanekort/index.html"

    def release(addition: str, *options: str) -> int:
        page.write_text(f"{page.read_text('utf-8')}\n{addition}\n", "utf-8")
        environment = os.environ | {"PYTHONPATH": str(copy / "plugins"), "HALLBAR_SOUND": "off"}
        done = run([copy / "scripts/release", "--to", "releases", *options], env=environment, cwd=tmp_path)
        lines.append(done.stdout.splitlines()[-1:])
        return done.returncode

    lines: list[list[str]] = []
    assert release("Först.") == 0
    assert release("Sedan.") == 0
    assert "Sedan." in shown.read_text("utf-8")
    newest = (releases / "current").resolve().name
    assert lines[-1] == [f"{releases}/current now shows {newest}"]

    assert release("Aldrig. [Död länk](finns-inte.md)") != 0
    assert "Aldrig." not in shown.read_text("utf-8")
    assert len([path for path in releases.iterdir() if path.is_dir() and not path.is_symlink()]) == 2
