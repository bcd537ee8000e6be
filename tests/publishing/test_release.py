import json
import os
import subprocess
from pathlib import Path

import pytest

from hallbar.publishing.release import CURRENT, KEPT, ReleaseError, show, verify
from support import ROOT, working_copy

PAGE = """<a href="../">Start</a><template><audio src="../a.mp3"></audio></template>
<a href="../feedback/?page=/x/">Svara</a>"""


def small_site(folder: Path) -> Path:
    """A site of two pages."""
    (folder / "x").mkdir(parents=True)
    (folder / "hallbar").mkdir()
    manifest = {"path": "/", "pages": {"/": {}, "/x/": {}}}
    (folder / "hallbar/manifest.json").write_text(json.dumps(manifest), "utf-8")
    (folder / "index.html").write_text('<a href="x/">X</a><a href="https://example.org/">Ut</a>', "utf-8")
    (folder / "404.html").write_text('<a href="/x/">X</a>', "utf-8")
    (folder / "x/index.html").write_text(PAGE, "utf-8")
    (folder / "a.mp3").write_bytes(b"sound")
    return folder


def test_our_own_site_is_whole(site: Path) -> None:
    assert list(verify(site)) == []


def test_a_release_is_shown_by_a_link(tmp_path: Path) -> None:
    show(small_site(tmp_path / "1"))
    show(small_site(tmp_path / "2"))

    assert (tmp_path / CURRENT).is_symlink()
    assert str((tmp_path / CURRENT).readlink()) == "2"


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        ("a.mp3", "../a.mp3 leads nowhere"),
        ("x/index.html", "the page /x/ is missing"),
        ("404.html", "the page /404.html is missing"),
        ("hallbar/manifest.json", "missing, so the build did not finish"),
    ],
)
def test_half_a_site_is_not_shown(tmp_path: Path, lost: str, told: str) -> None:
    show(small_site(tmp_path / "1"))
    (small_site(tmp_path / "2") / lost).unlink()

    with pytest.raises(ReleaseError, match=told):
        show(tmp_path / "2")
    assert str((tmp_path / CURRENT).readlink()) == "1"


def test_the_newest_stay_and_the_shown_one(tmp_path: Path) -> None:
    for number in range(1, 9):
        show(small_site(tmp_path / str(number)))

    assert sorted(path.name for path in tmp_path.iterdir() if not path.is_symlink()) == [
        "4",
        "5",
        "6",
        "7",
        "8",
    ]
    assert KEPT == 5


def test_the_command_ends_in_one_line(tmp_path: Path) -> None:
    (small_site(tmp_path / "1") / "a.mp3").unlink()
    done = subprocess.run(
        [ROOT / ".venv/bin/hallbar", "release", tmp_path / "1"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == f"Error: not released:\n{tmp_path}/1/x/index.html: ../a.mp3 leads nowhere\n"


def test_releasing_again_shows_the_newer_and_a_failed_build_changes_nothing(tmp_path: Path) -> None:
    copy, releases = working_copy(tmp_path / "repository"), tmp_path / "releases"
    page, shown = copy / "docs/sv/kontakt.md", releases / "current/kontakt/index.html"

    def release(addition: str) -> int:
        page.write_text(f"{page.read_text('utf-8')}\n{addition}\n", "utf-8")
        environment = os.environ | {"PYTHONPATH": str(copy / "plugins"), "HALLBAR_SOUND": "off"}
        command = [str(copy / "scripts/release"), "--to", str(releases)]
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode

    assert release("Först.") == 0
    assert release("Sedan.") == 0
    assert "Sedan." in shown.read_text("utf-8")

    assert release("Aldrig. [Död länk](finns-inte.md)") != 0
    assert "Aldrig." not in shown.read_text("utf-8")
    assert len([path for path in releases.iterdir() if not path.is_symlink()]) == 2
