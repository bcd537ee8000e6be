"""A build empties its folder only if that is empty already, or holds a site of ours."""

from pathlib import Path

import pytest

from hallbar import manifest, site_dir

MANIFEST = manifest.FILE
SITE = '{"path": "/", "pages": {}, "release": "1"}'
OURS = {
    "nothing": {},
    "hidden entries": {".git/config": "", ".nojekyll": ""},
    "a site": {MANIFEST: SITE, "index.html": ""},
    "a site and what a user put there": {MANIFEST: SITE, "notes.txt": ""},
}
NOT_OURS = {
    "a file": {"notes.txt": ""},
    "a repository": {".git/config": "", "README.md": "", "docs/index.md": "", "hallbar/README.md": ""},
    "another generator's site": {"index.html": "", "sitemap.xml": ""},
    "a damaged manifest": {MANIFEST: "{", "index.html": ""},
    "a manifest of something else": {MANIFEST: '{"name": "app"}', "index.html": ""},
    "a number for a manifest": {MANIFEST: "7", "index.html": ""},
    "a list for a manifest": {MANIFEST: '["pages"]', "index.html": ""},
    "a text for a manifest": {MANIFEST: '"our pages"', "index.html": ""},
    "a manifest without a bottom": {MANIFEST: "[" * 100_000, "index.html": ""},
}


def folder_with(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("files", OURS.values(), ids=OURS)
def test_folders_that_may_be_emptied(tmp_path: Path, files: dict[str, str]) -> None:
    site_dir.check(folder_with(tmp_path, files))
    site_dir.check(tmp_path / "not there yet")


@pytest.mark.parametrize("files", NOT_OURS.values(), ids=NOT_OURS)
def test_folders_that_may_not_be_emptied(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(site_dir.SiteDirError, match="is no site of ours") as caught:
        site_dir.check(folder_with(tmp_path, files))
    assert "\n" not in str(caught.value)


def test_a_long_list_is_cut(tmp_path: Path) -> None:
    with pytest.raises(site_dir.SiteDirError, match=r"\(a, b, c and 2 more\)"):
        site_dir.check(folder_with(tmp_path, dict.fromkeys("abcde", "")))


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    folder_with(tmp_path / "there", {"notes.txt": ""})
    (tmp_path / "link").symlink_to("there")
    with pytest.raises(site_dir.SiteDirError, match=r"notes\.txt"):
        site_dir.check(tmp_path / "link")
