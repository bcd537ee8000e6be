"""Mistakes in the files of a site, in a real build: each stops it with one line that names file and place."""

import json
import os
import shutil
from pathlib import Path

import pytest

from processes import python
from support import SITE

pytestmark = pytest.mark.usefixtures("processes")
STORAGE = """[[key]]
name = "visits"
kind = "cookie"
category = "preferences"
purpose = "count"
months = 3
text = {sv = "Räknar besök.", en = "Counts visits."}
remembers = {sv = "dina besök", en = "your visits"}
"""


def setting(old: str, new: str) -> tuple[str, str, str]:
    """Return a change of mkdocs.yml: file, text, replacement."""
    return "mkdocs.yml", old, new


def extra(line: str) -> tuple[str, str, str]:
    """Return a change that adds a line below `extra`."""
    return setting("  demonstration:", f"  {line}\n  demonstration:")


def storage(old: str, new: str) -> tuple[str, str, str]:
    """Return a change that adds a storage.toml of the site."""
    return "storage.toml", "", STORAGE.replace(old, new)


MISTAKES = [
    (setting("demonstration: true", 'demonstration: "false"'), "extra.demonstration: “false” is wrong here"),
    (setting("demonstration: true", "demonstraton: false"), "did you mean “demonstration”?"),
    (setting("  organisation: Exempelby kommun\n", ""), "extra: “organisation” is missing: add it"),
    (setting("[tillganglighet.md,", "[tillgangligheten.md,"), "did you mean “tillganglighet.md”?"),
    (setting("[tillganglighet.md,", "[sv/tillganglighet.md,"), "did you mean “tillganglighet.md”?"),
    (setting("{page: kontakt.md}", "{page: kontakta.md}"), "extra.contact.page: “kontakta.md” is not known"),
    (setting("      site: bib", "      contact: x.md\n      site: bib"), "contact: “x.md” is not known"),
    (extra("logo: assets/none.svg"), "extra.logo: “assets/none.svg” is not known"),
    (extra("words: {feedbak: {}}"), "extra.words: “feedbak” is not known: did you mean “feedback”?"),
    (extra("words: {frame: {meny: {sv: M}}}"), "extra.words.frame: “meny” is not known"),
    (extra("footer: []"), "“footer” is used twice, first on line"),
    (setting("/readaloud\n", "/readaloud: {lexicon: x.toml}\n"), "x.toml: this is no file"),
    (setting("  - hallbar/frame\n", ""), "needs hallbar/frame: add it to plugins"),
    (setting("/elements\n", "/elements\n  - search\n"), "mkdocs.yml:41: the plugin material/search makes"),
    (("lexicon.toml", "", '["EU"]\nse = "e u"\n'), "lexicon.toml:1: “se” is not known, use sv, en, reason"),
    (("lexicon.toml", "", '["EU"]\nsv = e u\n'), "lexicon.toml:2: this is not TOML"),
    (storage("purpose", "purpos"), "storage.toml:5: key[1]: “purpos” is not known"),
    (storage("= 3", '= "tre"'), "storage.toml:6: key[1].months: “tre” is wrong here"),
    (
        storage('"visits"\nkind = "cookie"', '"hallbar-consent"\nkind = "cookie"'),
        "is used twice: remove one of them",
    ),
]


def changed(site: Path, file: str, old: str, new: str) -> None:
    """Return a copy of the made-up site with a mistake in one of its files."""
    shutil.copytree(SITE, site)
    path = site / file
    before = path.read_text("utf-8") if path.exists() else ""
    assert old in before
    path.write_text(before.replace(old, new, 1) if old else new, "utf-8")
    if file == "storage.toml":
        changed_settings = (site / "mkdocs.yml").read_text("utf-8")
        option = "  - hallbar/consent: {storage: storage.toml}\n"
        changed_settings = changed_settings.replace("  - hallbar/consent\n", option)
        (site / "mkdocs.yml").write_text(changed_settings, "utf-8")


BUILDS = """
import json, os, sys
from click.testing import CliRunner
from mkdocs.__main__ import cli

found = {}
for site in sys.argv[1:]:
    os.chdir(site)
    done = CliRunner().invoke(cli, ["build", "--strict", "--site-dir", f"{site}-built"])
    found[os.path.basename(site)] = done.exit_code, done.stderr, repr(done.exception)
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str, str]]:
    """Return the results of strict builds: exit code, messages, exception. In one process, for speed."""
    folder = tmp_path_factory.mktemp("mistakes")
    for number, (change, _) in enumerate(MISTAKES):
        changed(folder / str(number), *change)
    done = python("-c", BUILDS, *sorted(folder.iterdir()), env=os.environ | {"HALLBAR_SOUND": "off"})
    assert done.returncode == 0, done.stderr
    found: dict[str, tuple[int, str, str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("number", range(len(MISTAKES)), ids=[said for _, said in MISTAKES])
def test_a_mistake_stops_the_build_with_one_line(built: dict[str, tuple[int, str, str]], number: int) -> None:
    (file, _, _), said = MISTAKES[number]
    code, messages, exception = built[str(number)]

    lines = [line for line in messages.splitlines() if line and not line.startswith("INFO")]
    assert (code, exception) == (1, "SystemExit(1)"), messages
    assert len(lines) == 1, messages
    assert said in lines[0]
    assert file in lines[0] or "x.toml" in said


def test_the_command_says_the_same(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITE, site)
    (site / "lexicon.toml").write_bytes('["å"]\nsv = "å"\n'.encode("latin-1"))

    done = python("-m", "hallbar.cli", "build", "--site-dir", tmp_path / "built", cwd=site)

    assert done.returncode == 1
    assert "lexicon.toml:1: this is not UTF-8: save the file as UTF-8" in done.stderr
    assert "Traceback" not in done.stderr
