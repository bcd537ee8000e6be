"""The audio says what the page says: each later change of the page is found."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hallbar.readaloud.audio.cues import Cue, webvtt
from hallbar.readaloud.text.speakable import fingerprint, numbered, speakable
from hallbar.readaloud.text.verification import MismatchError, compare, confirm, verify_page

ARTICLE = '<h1>Avtal</h1>\n<p>Vi köper bl.a. textil. Det är <i lang="en">fair</i>.</p>\n<pre>kod</pre>'
PAGE = '<html lang="sv"><main><div data-text>{}</div><form>Knapp</form></main></html>'


def page_and_cues(article: str, lang: str = "sv") -> tuple[str, str]:
    """Return a built page and its cues."""
    speech = speakable(BeautifulSoup(article, "html.parser"), lang)
    cues = [Cue(at, at + 1, s.block, s.start, s.end, fingerprint(s)) for at, s in enumerate(speech.sentences)]
    return PAGE.format(numbered(article, speech.blocks)), webvtt(cues)


def difference(page: str, cues: str) -> str | None:
    try:
        compare(page, cues)
    except MismatchError as error:
        return str(error)
    return None


def test_a_page_and_its_cues_agree() -> None:
    page, cues = page_and_cues(ARTICLE)

    dressed = page.replace("<p data", "<p class='x' data").replace("textil", "<b>textil</b>")
    assert (difference(page, cues), difference(dressed, cues)) == (None, None)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("textil", "metall", "Vi köper bl.a. metall."),
        ("textil", "textil och", "Vi köper bl.a. textil och."),
        ("bl.a. ", "", "Vi köper textil."),
        ('lang="en"', 'lang="sv"', "Det är fair."),
        ("Avtal", "avtal", "avtal"),
        ("</h1>", "</h1><p>Nytt.</p>", "Nytt."),
        ("<pre", "<p>Nytt.</p><pre", "Nytt."),
        ("</pre>", "</pre><p>Nytt.</p>", "Nytt."),
        ("Vi köper", "  Vi köper", "Vi köper bl.a. textil."),
        ('data-speech="1"', 'data-speech="7"', "Vi köper bl.a. textil."),
        ('data-speech="1"', 'data-speech="x"', "Vi köper bl.a. textil."),
        (' data-speech="1"', "", "Vi köper bl.a. textil."),
        ("<p data", "<p hidden data", "Här finns programkod som inte läses upp."),
    ],
)
def test_one_change_is_found(before: str, after: str, shown: str) -> None:
    page, cues = page_and_cues(ARTICLE)
    assert before in page

    with pytest.raises(
        MismatchError, match=re.escape(f"the page says “{shown}”, the recording something else")
    ):
        compare(page.replace(before, after, 1), cues)


@pytest.mark.parametrize("page", [PAGE.format(""), PAGE.format("<h1 data-speech=0>Avtal</h1>")])
def test_missing_text_is_found(page: str) -> None:
    with pytest.raises(MismatchError, match="the recording says more than the page"):
        compare(page, page_and_cues(ARTICLE)[1])


def test_an_unchanged_article_is_not_read_again(tmp_path: Path) -> None:
    missing = tmp_path / "missing.vtt"

    article, page = (
        "<h1>A</h1>\n<p>B</p>\n<div><h2>C</h2></div><p>D</p>",
        "<div data-text lang=sv><h1>A</h1></div><hr><div class=lead data-text>\n<p>B</p></div><hr>"
        "<div data-text>\n<div><h2>C</h2></div><p>D</p></div>",
    )
    confirm(page, article, missing, {})
    for changed in (
        page.replace("B", "E"),
        page.replace("<p>", "<p>E</p><p>"),
        page.replace("D</p>", "D</p>E"),
        page.replace("<h2>C</h2>", ""),
        page.replace("<div data-text>\n<div>", "<div>\n<div>"),
    ):
        with pytest.raises(FileNotFoundError):  # it is read, to be compared
            confirm(changed, article, missing, {})


def test_a_page_without_its_text_is_an_error() -> None:
    with pytest.raises(MismatchError, match="put data-text on what holds it"):
        compare("<main><p>Vi.</p></main>", page_and_cues(ARTICLE)[1])


@pytest.fixture(scope="module")
def copied(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(site, tmp_path_factory.mktemp("truth") / "site")


def test_every_page_of_the_site_agrees_with_its_cues(copied: Path) -> None:
    pages = sorted(copied.rglob("*.html"))

    assert sum(verify_page(copied, page) for page in pages) >= 14


def test_one_word_changed_in_the_built_site_is_found(copied: Path) -> None:
    page = copied / "en/kontakt/index.html"
    before = page.read_text("utf-8")
    page.write_text(before.replace("working days", "working weeks", 1), "utf-8")

    with pytest.raises(MismatchError, match="working weeks"):
        verify_page(copied, page)
    page.write_text(before, "utf-8")


def test_missing_cues_are_an_error(copied: Path) -> None:
    page = copied / "kontakt/index.html"
    before = page.read_text("utf-8")
    page.write_text(re.sub(r"sound/\w+\.vtt", "sound/gone.vtt", before), "utf-8")

    with pytest.raises(
        MismatchError, match=re.escape("its cues are missing (hallbar/readaloud/sound/gone.vtt)")
    ):
        verify_page(copied, page)
    page.write_text(before, "utf-8")
