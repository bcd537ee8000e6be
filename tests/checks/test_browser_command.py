"""`hallbar check browser`, as an operator runs it."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hallbar.cli import main
from processes import python
from support import ROOT

SENTINEL = ROOT / "plugins/a11y_journeys/sentinels/engines.html"


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "browser", *arguments])


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("own_browser")
def test_a_folder_is_served_looked_at_and_reported(tmp_path: Path) -> None:
    site, report, known = tmp_path / "site", tmp_path / "report", tmp_path / "known.toml"
    site.mkdir()
    (site / "index.html").write_text(SENTINEL.read_text("utf-8"), "utf-8")
    (site / "sitemap.xml").write_text(
        '<?xml version="1.0"?><urlset><loc>https://a.org/</loc></urlset>', "utf-8"
    )
    entry = {
        "check": "axe",
        "rule": "region",
        "place": "p",
        "since": "2026-11-23",
        "cause": "mended long ago",
    }
    known.write_text("[[known]]\n" + "".join(f'{key} = "{value}"\n' for key, value in entry.items()), "utf-8")

    done = check(str(site), "--report", str(report), "--known", str(known), "--language", "en")

    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    told = json.loads((report / "report.json").read_text("utf-8"))
    assert {("axe", "image-alt"), ("ibm", "img_alt_valid"), ("markup", "wcag/h37")} <= {
        (one["check"], one["rule"]) for one in told["findings"]
    }
    assert "remove the entry from the list" in done.stdout  # what it tells of is no longer found
    assert "7 page states" in done.stdout.splitlines()[-1]
    assert (report / "index.html").exists()


@pytest.mark.usefixtures("processes")
def test_without_chromium_one_line_says_how_to_install_it(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>a</title>", "utf-8")
    (tmp_path / "sitemap.xml").write_text("<urlset><loc>https://a.org/</loc></urlset>", "utf-8")

    command = ["-m", "hallbar.cli", "check", "browser", str(tmp_path)]
    done = python(*command, cwd=ROOT, env=os.environ | {"PATH": str(tmp_path)})

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in done.stderr


def test_an_address_where_nobody_answers_is_told_in_one_line() -> None:
    done = check("http://127.0.0.1:9/")

    assert done.exit_code == 1
    assert done.stderr.strip().endswith(
        "has neither hallbar/manifest.json nor sitemap.xml: which pages has it?"
    )


@pytest.mark.parametrize("share", ["0/2", "3/2", "1", "1/0", "a/b", "-1/2"])
def test_a_share_that_is_none_is_told(share: str) -> None:
    done = check(".", "--share", share)

    assert done.exit_code == 2
    assert f"{share} is not a part such as 1/4" in done.stderr


def test_a_report_folder_of_something_else_is_refused_before_the_round(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("somebody's", "utf-8")

    done = check("http://127.0.0.1:9/", "--report", str(tmp_path))

    assert done.exit_code == 1
    assert "has a index.html that is of no report: choose another folder" in done.output
    assert (tmp_path / "index.html").read_text("utf-8") == "somebody's"
