import json
import os
from pathlib import Path

import pytest

from hallbar import manifest
from hallbar.feedback.service import releases
from hallbar.feedback.service.releases import known
from hallbar.manifest import ManifestError


class Folder:
    """A folder of releases, as `hallbar release` keeps them."""

    def __init__(self, path: Path) -> None:
        self.path, self.current = path, path / "current"
        self._time = 1_000_000

    def add(self, name: str, *pages: str) -> Path:
        """Add a release, newer than those before."""
        release = self.path / name
        (release / "hallbar").mkdir(parents=True)
        content = {"release": name, "path": "/", "languages": ["sv"]}
        about = {page: {"lang": "sv", "title": f"{page} in {name}"} for page in pages}
        file = release / manifest.FILE
        file.write_text(json.dumps(content | {"pages": about}), "utf-8")
        self._time += 60
        os.utime(file, (self._time, self._time))
        return release

    def show(self, name: str) -> None:
        link = self.path / "link"
        link.symlink_to(name)
        link.replace(self.current)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_the_pages_of_all_retained_releases(folder: Folder) -> None:
    folder.add("a", "/", "/gone/", "/long-gone/")
    folder.add("b", "/", "/gone/")
    folder.add("c", "/", "/new/")
    folder.show("c")
    site = known(folder.current)
    assert set(site.manifest.pages) == {"/", "/new/", "/gone/", "/long-gone/"}
    assert {page: site.release_of(page) for page in site.manifest.pages} == {
        "/": "c",
        "/new/": "c",
        "/gone/": "b",
        "/long-gone/": "a",
    }
    assert site.manifest.title("/") == "/ in c"
    assert site.manifest.title("/gone/") == "/gone/ in b"


def test_after_a_rollback_the_newer_page_is_known(folder: Folder) -> None:
    folder.add("a", "/")
    folder.add("b", "/", "/new/")
    folder.show("b")
    assert known(folder.current).release_of("/new/") == "b"
    folder.show("a")
    site = known(folder.current)
    assert (site.manifest.release, site.release_of("/new/"), site.release_of("/")) == ("a", "b", "a")


def test_a_release_that_is_dropped_is_forgotten(folder: Folder) -> None:
    old = folder.add("a", "/gone/")
    folder.add("b", "/")
    folder.show("b")
    assert "/gone/" in known(folder.current).manifest.pages
    (old / manifest.FILE).unlink()
    (old / "hallbar").rmdir()
    old.rmdir()
    assert "/gone/" not in known(folder.current).manifest.pages


@pytest.mark.parametrize("content", ["", "{", "[]", '{"release": 1}', '{"pages": 5}'])
def test_a_broken_old_manifest_is_no_reason_to_refuse(folder: Folder, content: str) -> None:
    broken = folder.add("a", "/gone/")
    folder.add("b", "/older/")
    folder.add("c", "/")
    (broken / manifest.FILE).write_text(content, "utf-8")
    (folder.path / "notes.txt").write_text("", "utf-8")
    folder.show("c")
    assert set(known(folder.current).manifest.pages) == {"/", "/older/"}


def test_a_broken_current_manifest_is(folder: Folder) -> None:
    (folder.add("a", "/") / manifest.FILE).write_text("{", "utf-8")
    folder.show("a")
    with pytest.raises(ManifestError):
        known(folder.current)


def test_a_folder_that_is_no_link_stands_alone(folder: Folder) -> None:
    folder.add("a", "/gone/")
    site = folder.add("b", "/")
    assert set(known(site).manifest.pages) == {"/"}


def test_nothing_is_read_twice(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.add("a", "/gone/")
    folder.add("b", "/")
    folder.show("b")
    first = known(folder.current)
    monkeypatch.setattr(releases, "_beside", None)
    monkeypatch.setattr(manifest, "parsed", None)
    assert known(folder.current) is first
