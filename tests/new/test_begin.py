"""A new site is created in an empty folder only, and completely or not at all."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from hallbar import __version__
from hallbar.cli import main
from hallbar.new.begin import SITE, BeginError, begin

FILES = {
    ".github/workflows/site.yml",
    ".gitignore",
    "README.md",
    "docs/en/index.md",
    "docs/en/kontakt.md",
    "docs/en/tillganglighet.md",
    "docs/sv/index.md",
    "docs/sv/kontakt.md",
    "docs/sv/tillganglighet.md",
    "lexicon.toml",
    "mkdocs.yml",
    "overrides/README.md",
}


def there(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*.*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", ["webb", "deep/down/webb", "min webb åäö"])
def test_each_file_is_written_and_listed(tmp_path: Path, name: str) -> None:
    done = CliRunner().invoke(main, ["new", str(tmp_path / name)])

    assert done.exit_code == 0, done.output
    listed = done.output.partition("\n\n")[0].splitlines()
    assert set(listed) == {f"{tmp_path / name}/{file}" for file in FILES}
    assert set(there(tmp_path / name)) == FILES


def test_an_empty_folder_is_accepted(tmp_path: Path) -> None:
    assert {path.relative_to(tmp_path).as_posix() for path in begin(tmp_path, "1")} == FILES


def test_it_names_the_version_of_the_package(tmp_path: Path) -> None:
    begin(tmp_path, __version__)

    assert f"hallbar[site]=={__version__}" in there(tmp_path)[".github/workflows/site.yml"]
    assert [name for name, text in there(tmp_path).items() if "{{ version" in text] == []


@pytest.mark.parametrize(
    ("mine", "named"),
    [
        (["a.txt"], "a.txt"),
        ([".git"], ".git"),
        (list("abcde"), "a, b, c and 2 more"),
        (["mkdocs.yml"], "mkdocs.yml"),
    ],
)
def test_a_folder_that_is_not_empty_is_refused_and_unchanged(
    tmp_path: Path, mine: list[str], named: str
) -> None:
    for name in mine:
        (tmp_path / name).write_text("mine", "utf-8")

    done = CliRunner().invoke(main, ["new", str(tmp_path)])

    assert done.exit_code == 1
    assert done.output == f"Error: {tmp_path} is not empty ({named}): name a new folder\n"
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == dict.fromkeys(mine, "mine")


def test_a_file_in_the_way_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "webb").write_text("mine", "utf-8")

    with pytest.raises(BeginError, match=r"webb.*: .+: name another folder") as caught:
        begin(tmp_path / "webb", "1")
    assert "\n" not in str(caught.value)
    assert (tmp_path / "webb").read_text("utf-8") == "mine"


@pytest.mark.parametrize("after", [0, 1, 7])
def test_files_are_removed_if_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    read, seen = Path.read_text, list[Path]()

    def breaks(path: Path, encoding: str) -> str:
        seen.append(path)
        if len(seen) > after:
            raise OSError(28, os.strerror(28), str(path))
        return read(path, encoding)

    monkeypatch.setattr(Path, "read_text", breaks)
    with pytest.raises(BeginError, match="No space left on device"):
        begin(tmp_path / "deep/webb", "1")
    assert list(tmp_path.iterdir()) == []


def test_both_languages_have_the_same_pages() -> None:
    swedish, english = ({path.name for path in (SITE / "docs" / lang).iterdir()} for lang in ("sv", "en"))

    assert swedish == english
    assert len(swedish) == 3
