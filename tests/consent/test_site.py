"""On every built page, gated content is inside an inert <template> of a gate."""

import gzip
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from hallbar import words
from hallbar.consent.storage import merged
from support import PLUGINS

GATED = "audio, video, form[data-feedback=page]"


def ungated(soup: BeautifulSoup) -> list[str]:
    """Return the elements of a page that should be gated but are not."""
    return [
        str(found)[:80]
        for found in soup.select(GATED)
        if not found.find_parent("template") or not found.find_parent("consent-gate")
    ]


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@cache
def parsed(page: Path) -> BeautifulSoup:
    """Return the tree of a page, parsed once for all tests, which do not change it."""
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def test_gated_content_is_inert(site: Path) -> None:
    found = {str(page): open_things for page in pages(site) if (open_things := ungated(parsed(page)))}

    assert found == {}


def test_there_is_gated_content(site: Path) -> None:
    gated = [parsed(page).select(GATED) for page in pages(site)]

    assert sum(len(things) > 0 for things in gated) > 10


@pytest.mark.parametrize("thing", ['<audio src="x.mp3"></audio>', '<form data-feedback="page"></form>'])
def test_content_outside_its_template_is_found(site: Path, thing: str) -> None:
    html = (site / "lana/index.html").read_text("utf-8")

    changed = BeautifulSoup(html.replace("<template>", f"{thing}<template>", 1), "html.parser")
    assert ungated(changed) == [BeautifulSoup(thing, "html.parser").decode()]


def test_no_inline_script_style_or_handler(site: Path) -> None:
    for page in pages(site):
        soup = parsed(page)
        inline = [
            tag
            for tag in soup.find_all(True)
            if tag.get("style") or any(name.startswith("on") for name in tag.attrs)
        ]
        scripts = [tag for tag in soup.find_all(["script", "style"]) if not tag.get("src")]

        assert inline + scripts == [], page


def asked(root: Tag) -> set[str]:
    """Return the names of the keys that need consent on the site of a page; `root` is its <html>."""
    return {entry.split(":")[2] for entry in str(root["data-consent-keys"]).split()}


@pytest.mark.parametrize(
    ("path", "title"), [("cookies", "Cookie-inställningar"), ("en/cookies", "Cookie settings")]
)
def test_the_settings_page_exists_in_each_language(site: Path, path: str, title: str) -> None:
    html = parsed(site / path / "index.html")

    assert html.h1
    assert html.h1.text == title
    assert len(html.select("tbody th")) == 1 + len(asked(html.select("html")[0]))
    assert html.select("input[checked]") == []
    assert html.select("audio, form[data-feedback]") == []


def test_every_page_links_to_the_settings(site: Path) -> None:
    for page in pages(site):
        link = parsed(page).select("footer li:last-child a")

        assert [found.text for found in link] in (["Cookie-inställningar"], ["Cookie settings"]), page


LIFETIME = re.compile(r"(?P<before>\S+\s+\S+)\s+12\s+(?:månader|months)")


def promises(text: str) -> list[str]:
    """Return the words before each lifetime that a text promises."""
    return [found["before"] for found in LIFETIME.finditer(text)]


def test_no_lifetime_is_promised_that_a_browser_may_cut_short(site: Path) -> None:
    """Safari deletes what scripts have stored after 7 days without a visit (WebKit’s Tracking Prevention)."""
    found = [promise for page in pages(site) for promise in promises(parsed(page).get_text(" "))]

    assert len(found) > 8
    assert {promise for promise in found if not re.search(r"\b(högst|at most)$", promise, re.I)} == set()
    assert promises("Valet gäller i 12 månader.") == ["gäller i"]


def test_each_word_with_a_lifetime_says_at_most() -> None:
    """Also in words that a script shows, and on sites with a banner."""
    for file in PLUGINS.rglob("words.toml"):
        for key, texts in words.load(file).items():
            for text in texts.values():
                if re.search(r"(12|\{months\}) (månader|months)", text):
                    assert re.search(r"(högst|at most) (12|\{months\}) ", text, re.I), (file, key)


REGISTER = merged(sorted(PLUGINS.glob("*/storage.toml")), ["sv", "en"])
TOLD = {
    "sv": ("högst 12 månader", "ändra dig när som helst"),
    "en": ("at most 12 months", "change it at any time"),
}
Measure = Callable[[Tag], bool]


def before_the_buttons(gate: Tag, selector: str) -> list[Tag]:
    """Return the matches that stand before the first button of a gate, outside its template."""
    button = gate.select_one("button[data-consent=accept]")
    assert button
    above = button.find_all_previous()
    return [
        found
        for found in gate.select(selector)
        if any(found is one for one in above) and not found.find_parent("template")
    ]


def purpose_stands_before_the_choice(gate: Tag) -> bool:
    """True if a sentence with the category, shown from the start, stands before the buttons."""
    texts = [found.text for found in before_the_buttons(gate, "p") if not found.find_parent("details")]
    return any(
        re.search(r"inställnings-cookies för att|preference cookies to remember", text) for text in texts
    )


def details_stand_before_the_buttons(gate: Tag) -> bool:
    """True if what opens says what, how long and how to withdraw, and needs no script to open."""
    found = before_the_buttons(gate, "details")
    if len(found) != 1:
        return False
    [details] = found
    if not details.summary or details.find(True) is not details.summary:
        return False
    if details.find_parent(hidden=True) or details.find(hidden=True):
        return False
    text, root = details.get_text(" "), gate.find_parent("html")
    assert root
    lang, names = str(root["lang"]), asked(root)
    said = [*TOLD[lang], *(key.remembers[lang] for key in REGISTER.keys if key.name in names)]
    return all(part in text for part in said) and details.select_one("a[href*=cookies]") is not None


MEASURES = [purpose_stands_before_the_choice, details_stand_before_the_buttons]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_gate_informs_before_it_asks(site: Path, measure: Measure) -> None:
    """LEK (2022:482) 9:28: consent comes after information about the purpose."""
    gates = [(page, gate) for page in pages(site) for gate in parsed(page).select("consent-gate")]

    assert len(gates) > 8
    assert {str(page) for page, gate in gates if not measure(gate)} == set()


@pytest.mark.parametrize(
    ("measure", "part"),
    [
        (purpose_stands_before_the_choice, "p.consent-question"),
        (details_stand_before_the_buttons, "details"),
        (details_stand_before_the_buttons, "details p:last-child"),
        (details_stand_before_the_buttons, "summary"),
    ],
)
def test_what_stands_below_the_buttons_is_found(site: Path, measure: Measure, part: str) -> None:
    soup = BeautifulSoup((site / "lana/index.html").read_text("utf-8"), "html.parser")
    gate = soup.select("consent-gate")[0]
    assert measure(gate)

    moved = gate.select(part)[0].extract()
    gate.append(moved)
    assert not measure(gate)


def test_the_heading_of_a_gate_is_no_part_of_the_article(site: Path, lacking: str) -> None:
    """It names the gate, is not read aloud, and is not in the contents."""
    found = [(page, heading) for page in pages(site) for heading in parsed(page).select("consent-gate h2")]
    found = [(page, heading) for page, heading in found if not heading.find_parent("template")]

    assert (len(found) > 4) is (lacking != "readaloud")
    for page, heading in found:
        assert heading.find_parent("section")["aria-labelledby"] == heading["id"], page  # type: ignore[index]
        assert heading.find_parent(attrs={"data-text": True}) is None, page
        assert parsed(page).select(f"a[href$='#{heading['id']}']") == [], page


def test_the_choice_is_read_before_anything_is_drawn(site: Path) -> None:
    """The script is classic, and comes before every style sheet and every other script."""
    for page in pages(site):
        loaded = parsed(page).select("script, link[rel=stylesheet]")

        assert loaded[0].get("src", "").endswith("hallbar/consent/early.js"), page  # type: ignore[union-attr]
        assert not {"type", "async", "defer"} & loaded[0].attrs.keys(), page


def test_the_scripts_and_styles_of_consent_are_small(site: Path) -> None:
    """Compressed, with comments: at most 7 kB on every page, and 10.5 kB altogether."""
    files = [path for path in (site / "hallbar/consent").iterdir() if path.suffix in (".js", ".css")]
    weights = {path.stem: len(gzip.compress(path.read_bytes())) for path in files if path.suffix == ".js"}
    weights |= {path.name: len(gzip.compress(path.read_bytes())) for path in files if path.suffix == ".css"}

    assert (
        sum(weights[name] for name in ("early", "choice", "record", "consent", "presses", "consent.css"))
        <= 7_000
    )
    assert sum(weights.values()) <= 10_500
