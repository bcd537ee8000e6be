"""The folder for the report may be any: files that no report made are never removed or overwritten."""

import json
from pathlib import Path

import pytest

from a11y_journeys import report
from a11y_journeys.outcome import Outcome

NOTHING = Outcome("site", [], (), ())
OTHERS = {"made by": "another tool"}

FOLDERS = {
    "a site": {"index.html": "mine"},
    "a style": {"report.css": "mine"},
    "numbered pictures": {"pictures/1.png": "mine"},
    "another's data": {"report.json": json.dumps(OTHERS)},
    "another's report": {"report.json": json.dumps(OTHERS), "index.html": "mine", "pictures/1.png": "mine"},
    "a list": {"report.json": "[]"},
    "no json": {"report.json": "{"},
    "deep": {"report.json": "[" * 100_000},
    "no text": {"report.json": "\udcff"},
}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8", errors="surrogateescape")


def read(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", errors="surrogateescape")
        for path in files
    }


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_with_files_of_these_names_is_refused(tmp_path: Path, kind: str) -> None:
    write(tmp_path, FOLDERS[kind])

    with pytest.raises(report.ReportError, match="choose another folder"):
        report.write(tmp_path, NOTHING)
    assert read(tmp_path) == FOLDERS[kind]


def test_pictures_that_a_link_leads_to_are_somebodys(tmp_path: Path) -> None:
    write(tmp_path, {"photos/1.png": "mine"})
    (tmp_path / "report").mkdir()
    (tmp_path / "report/pictures").symlink_to("../photos")

    with pytest.raises(report.ReportError, match="choose another folder"):
        report.write(tmp_path / "report", NOTHING)
    assert read(tmp_path) == {"photos/1.png": "mine"}


def test_other_files_stay(tmp_path: Path) -> None:
    theirs = {"notes.txt": "mine", "pictures/cat.png": "mine", "docs/index.html": "mine"}
    write(tmp_path, theirs)
    report.write(tmp_path, NOTHING)

    assert theirs.items() <= read(tmp_path).items()


def test_a_report_that_was_interrupted_makes_room_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(folder: Path, _: object) -> list[str]:
        write(folder, {"pictures/1.png": "half"})
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(report, "_pictures", interrupted)
        with pytest.raises(KeyboardInterrupt):
            report.write(tmp_path, NOTHING)
    report.write(tmp_path, NOTHING)

    assert set(read(tmp_path)) == {"index.html", "report.css", "report.json"}
