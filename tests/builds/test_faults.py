"""Builds with errors: each ends with one clear line."""

import shutil
import subprocess
from pathlib import Path

import espeakng_loader
import pytest

from support import build, made_up_site

pytestmark = pytest.mark.usefixtures("processes")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_site(tmp_path_factory.mktemp("errors") / "repository", lacking=["search"])


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    return [line for line in done.stderr.splitlines() if line.startswith(("ERROR", "WARNING"))]


@pytest.mark.parametrize(
    "lost",
    [
        "libespeak-ng.so",
        pytest.param("espeak-ng-data", marks=pytest.mark.long),
        pytest.param("espeak-ng-data/sv_dict", marks=pytest.mark.long),
    ],
)
def test_a_broken_voice(copy: Path, tmp_path: Path, lost: str) -> None:
    """A file of the wheel is missing; the library itself would end the whole process without a message."""
    wheel = tmp_path / "espeakng_loader"
    shutil.copytree(Path(espeakng_loader.__file__).parent, wheel)
    part = wheel / lost
    shutil.rmtree(part) if part.is_dir() else part.unlink()
    (line,) = complaints(build(copy, tmp_path / "site", PYTHONPATH=f"{tmp_path}:{copy / 'plugins'}"))

    assert f"{wheel / lost}" in line
    assert "pip install --force-reinstall espeakng-loader" in line


def test_a_cache_that_cannot_be_written(copy: Path, tmp_path: Path) -> None:
    """The folder of the cache is a file."""
    settings = copy / "mkdocs.yml"
    before = settings.read_text("utf-8")
    (copy / "full").write_text("")
    settings.write_text(before.replace("- hallbar/readaloud", "- hallbar/readaloud: {cache: full}"), "utf-8")
    (line,) = complaints(build(copy, tmp_path / "site"))
    settings.write_text(before, "utf-8")

    assert "read-aloud: " in line
    assert "full/" in line


def test_an_unknown_value_of_hallbar_sound(copy: Path, tmp_path: Path) -> None:
    (line,) = complaints(build(copy, tmp_path / "site", HALLBAR_SOUND="loud"))

    assert line == "ERROR   -  read-aloud: HALLBAR_SOUND is 'loud', expected on, cache-only or off"


def test_a_missing_clip_in_cache_only(copy: Path, site: Path, tmp_path: Path) -> None:
    """All clips but one were made when `site` was built."""
    page = copy / "docs/sv/lanekort.md"
    before = page.read_text("utf-8")
    page.write_text(f"{before}\nEn mening som ingen har läst in ännu.\n", "utf-8")
    done = build(copy, tmp_path / "site", HALLBAR_SOUND="cache-only")
    page.write_text(before, "utf-8")

    (line,) = complaints(done)
    assert "1 sentences have no recording: build with HALLBAR_SOUND=on" in line
    assert "  sv: “En mening som ingen har läst in ännu.”" in done.stderr.splitlines()


def test_without_sound_the_pages_have_no_player(copy: Path, tmp_path: Path) -> None:
    assert build(copy, tmp_path / "site", HALLBAR_SOUND="off").returncode == 0

    assert "<read-aloud" not in (tmp_path / "site/lanekort/index.html").read_text("utf-8")
    assert not list((tmp_path / "site").rglob("*.mp3"))


EDITORS_ERRORS = {
    "![](bild.png)": "bild.png har ett tomt textalternativ",
    "#### Djupt ned": "rubriken ”Djupt ned” hoppar över en nivå",
    "[Död länk](finns-inte.md)": "finns-inte.md",
    "[Dött ankare](lanekort.md#finns-inte)": "#finns-inte",
}


def test_each_error_of_an_editor_is_reported_and_fails_the_build(copy: Path, tmp_path: Path) -> None:
    page = copy / "docs/sv/regler.md"
    before = page.read_text("utf-8")
    page.write_text("\n\n".join([before, *EDITORS_ERRORS]) + "\n", "utf-8")
    (copy / "docs/sv/bild.png").write_bytes(b"")
    lines = complaints(build(copy, tmp_path / "site", HALLBAR_SOUND="off", HALLBAR_LANGUAGE=""))
    page.write_text(before, "utf-8")

    reported = [line for line in lines if "regler.md" in line]
    assert [error for error in EDITORS_ERRORS.values() if not any(error in line for line in reported)] == []


def test_a_word_without_its_translation(copy: Path, tmp_path: Path) -> None:
    words = copy / "plugins/hallbar/consent/words.toml"
    before = words.read_text("utf-8")
    words.write_text(f'{before}\n[new]\nsv = "nytt"\n', "utf-8")
    (line,) = complaints(build(copy, tmp_path / "site", HALLBAR_SOUND="off"))
    words.write_text(before, "utf-8")

    assert "consent/words.toml: [new] has no text for 'en'" in line


@pytest.mark.parametrize(
    "hook",
    [
        "on_post_page(output, page, config)",
        pytest.param("on_page_content(html, page, config, files)", marks=pytest.mark.long),
    ],
)
def test_a_word_changed_after_it_was_read(copy: Path, tmp_path: Path, hook: str) -> None:
    """Another plugin rewrites the page after it was read, so the audio would differ from the page."""
    text = hook.split("(")[1].split(",")[0]
    settings = copy / "mkdocs.yml"
    before = settings.read_text("utf-8")
    (copy / "change.py").write_text(
        "from mkdocs.plugins import event_priority\n\n@event_priority(-100)\n"
        f"def {hook}:\n    return {text}.replace('regionen', 'kommunen')\n"
    )
    settings.write_text(f"{before}\nhooks: [change.py]\n", "utf-8")
    page, line = complaints(build(copy, tmp_path / "site"))
    settings.write_text(before, "utf-8")

    assert page == "ERROR   -  Error building page 'sv/lanekort.md':"  # MkDocs' own
    assert "read-aloud: sv/lanekort.md: the page says “Det gäller på alla bibliotek i kommunen.”" in line


def test_a_lexicon_that_cannot_be_used(copy: Path, tmp_path: Path) -> None:
    lexicon = copy / "lexicon.toml"
    before = lexicon.read_text("utf-8") if lexicon.exists() else ""
    lexicon.write_text(f'["krav"]\nsvenska = "krav"\n\n{before}', "utf-8")
    (line,) = complaints(build(copy, tmp_path / "site", PYTHONPATH=str(copy / "plugins")))
    lexicon.write_text(before, "utf-8")

    assert line == "ERROR   -  read-aloud: lexicon.toml:1: “svenska” is not known, use sv, en, reason"


def test_a_folder_that_holds_something_else_is_not_emptied(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/letter.txt").write_text("Kära du", "utf-8")
    (line,) = complaints(build(copy, tmp_path, HALLBAR_SOUND="off"))

    assert line.startswith(
        f"ERROR   -  {tmp_path} is no site of ours, and a build would delete all in it (letters)"
    )
    assert (tmp_path / "letters/letter.txt").read_text("utf-8") == "Kära du"
