"""`hallbar check docs`, as an editor runs it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hallbar.cli import main
from processes import run
from support import ROOT, SITE

Check = Callable[..., Result]

FIVE = """---
title: Fem fel
description: En sida med fem fel.
---

# Fem fel

Läs mer [här](kontakt.md).

#### För djupt

| Kolumn | Bild |
|---|---|
| Ett | ![](karta.png) |

- Punkt
- <span style="color: red">Rött</span>

# En rubrik till
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs/sv").mkdir(parents=True)
    (tmp_path / "docs/sv/fem.md").write_text(FIVE, "utf-8")
    return tmp_path


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Check:
    """Runs the command in a folder."""

    def run_in(folder: Path, *options: str) -> Result:
        monkeypatch.chdir(folder)
        return CliRunner().invoke(main, ["check", "docs", *options])

    return run_in


@pytest.mark.usefixtures("swedish")
def test_a_page_with_five_faults_gives_five_lines(docs: Path, check: Check) -> None:
    done = check(docs)

    *lines, total = done.stdout.splitlines()
    assert done.exit_code == 1
    assert [line.split(": ")[1] for line in lines] == [
        f"docs/sv/fem.md:{number}" for number in (8, 10, 14, 17, 19)
    ]
    assert total == "1 sidor, 5 fel, 0 råd"
    assert done.stderr == ""


@pytest.mark.usefixtures("swedish")
def test_the_option_goes_before_the_environment(docs: Path, check: Check) -> None:
    assert "error: docs/sv/fem.md:8: " in check(docs, "--language", "en").stdout


def test_as_json(docs: Path, check: Check) -> None:
    report = json.loads(check(docs, "--format", "json").stdout)

    assert report["pages"] == 1
    assert [finding["line"] for finding in report["findings"]] == [8, 10, 14, 17, 19]
    assert {finding["file"] for finding in report["findings"]} == {"docs/sv/fem.md"}


def test_as_annotations(docs: Path, check: Check) -> None:
    first, *_ = check(docs, "--format", "github").stdout.splitlines()

    assert first.startswith("::error file=docs/sv/fem.md,line=8,title=link_with_vague_text::")


@pytest.mark.usefixtures("swedish")
def test_good_pages_are_clean(check: Check) -> None:
    done = check(SITE)

    assert done.exit_code == 0, done.stdout
    assert done.stdout.endswith(" sidor, 0 fel, 0 råd\n")


def test_a_file_that_is_not_utf8_is_named(docs: Path, check: Check) -> None:
    (docs / "docs/sv/latin.md").write_bytes("Å".encode("latin-1"))
    done = check(docs)

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: docs/sv/latin.md: not UTF-8")
    assert isinstance(done.exception, SystemExit)


def test_a_folder_that_is_not_there(tmp_path: Path, check: Check) -> None:
    done = check(tmp_path)

    assert done.exit_code != 0
    assert isinstance(done.exception, SystemExit)


@pytest.mark.usefixtures("processes")
def test_in_a_process_of_its_own(docs: Path) -> None:
    (docs / "docs/sv/latin.md").write_bytes("Å".encode("latin-1"))
    done = run([ROOT / ".venv/bin/hallbar", "check", "docs"], cwd=docs)

    assert done.returncode == 1
    assert done.stderr.startswith("Error: docs/sv/latin.md: not UTF-8")
    assert "Traceback" not in done.stderr
