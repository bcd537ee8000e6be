"""The report of a run: what it says, that it says it safely, and that it passes every check itself."""

import json
import re
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from a11y_journeys import report
from a11y_journeys.engines import axe, ibm, markup
from a11y_journeys.journeys import JOURNEYS
from a11y_journeys.known import Known
from a11y_journeys.look import Finding, Look
from a11y_journeys.outcome import Outcome, joined
from a11y_journeys.visit import opened
from hallbar import words
from hallbar.states import SCHEMES
from support import ROOT

WORDS = words.load(ROOT / "plugins/a11y_journeys/words.toml")
PACKAGES = ROOT / "node_modules"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63d8b071270004090216a2f1f5af0000000049454e44ae426082"
)
PATHS = ["/", "/regler/", "/kontakt/", "/en/", "/en/regler/", "/en/kontakt/"]
LOOKS = [
    Look(path, state, width, scheme)
    for path in PATHS
    for state in ("plain", "form-open")
    for width in (1280, 320)
    for scheme in SCHEMES
]
FOOTER, FORM = "overrides/partials/footer.html", "plugins/hallbar/feedback/form.html"
CONTRAST = "Elements must meet enhanced color contrast ratio thresholds"
THANKS = "change_not_announced"
STANDS = Known("axe", "region", ".logo", "2026-11-23", "Somebody else's logo")
LEFT = Known("ibm", "aria_content_in_landmark", ".skip-link", "2026-11-20", "mended")


def contrast(look: Look, picture: bytes = b"") -> Finding:
    return Finding("axe", "color-contrast-enhanced", "1.4.6", look, "footer a", CONTRAST, picture, FOOTER)


FINDINGS = [
    Finding("markup", "no-dup-id", "", LOOKS[0], "#krav", 'Duplicate ID "krav"', mend="docs/sv/index.md"),
    *(contrast(look, PNG) for look in LOOKS if look.scheme == "dark"),
    *(
        Finding("journey", THANKS, "4.1.3", look, "page-feedback", "Tack!", b"", FORM)
        for look in LOOKS
        if look.width == 320 and look.path == "/"
    ),
]
OUTCOME = Outcome(
    site="http://127.0.0.1:8000/",
    looks=LOOKS,
    engines=("axe", "ibm", "markup"),
    journeys=[f"journey_{number}" for number in range(17)],
    findings=FINDINGS,
    known=[(Finding("axe", "region", "", LOOKS[0], ".logo", "Content must be in landmarks"), STANDS)],
    gone=[LEFT],
    seconds=142.6,
    axe_seconds=61.7,
    to_review=312,
)
EMPTY = Outcome("site", LOOKS, ("axe", "ibm", "markup"), list(JOURNEYS), seconds=12, axe_seconds=4)
NOTHING = Outcome("site", [], (), ())


def written(folder: Path, outcome: Outcome, language: str = "sv") -> BeautifulSoup:
    report.write(folder, outcome, language)
    return BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")


def text_of(page: BeautifulSoup, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


@pytest.mark.parametrize(
    ("language", "outcome", "line"),
    [
        (
            "sv",
            OUTCOME,
            "48 sidlägen, 3 motorer och 17 vandringar, 3 fel, 1 känt, 143 s varav axe 62 s",
        ),
        (
            "en",
            OUTCOME,
            "48 page states, 3 engines and 17 journeys, 3 faults, 1 known, 143 s of which axe 62 s",
        ),
        ("sv", NOTHING, "0 sidlägen, 0 motorer och 0 vandringar, 0 fel, 0 kända, 0 s varav axe 0 s"),
        (
            "sv",
            Outcome("site", LOOKS[:1], ("axe",), ("one",)),
            "1 sidläge, 1 motor och 1 vandring, 0 fel, 0 kända, 0 s varav axe 0 s",
        ),
    ],
)
def test_the_run_in_one_line(language: str, outcome: Outcome, line: str) -> None:
    assert report.summary(outcome, words.in_language(WORDS, language)) == line


def test_shares_are_judged_together() -> None:
    first = Outcome(
        "site", LOOKS[:1], ("axe",), ("one",), FINDINGS[:1], axe_seconds=1, to_review=2, seconds=9
    )
    known = [(Finding("axe", "region", "", LOOKS[1], ".logo", "Content must be in landmarks"), STANDS)]
    other = Outcome("site", LOOKS[1:], ("axe",), ("one",), known=known, axe_seconds=3, to_review=4, seconds=5)

    whole = joined([first, other], [STANDS, LEFT])

    assert (whole.looks, whole.findings, whole.known) == (LOOKS, FINDINGS[:1], known)
    assert whole.gone == [LEFT]
    assert (whole.seconds, whole.axe_seconds, whole.to_review) == (9, 4, 6)


def test_a_line_a_fault_those_seen_most_often_first() -> None:
    lines = report.lines(OUTCOME, words.in_language(WORDS, "sv"))

    assert lines == [
        f"{FOOTER}: {CONTRAST} (WCAG 1.4.6) — / plain 1280 dark, 24 av 48 sidlägen, footer a",
        f"{FORM}: {WORDS[THANKS]['sv'].format(what='Tack!')} (WCAG 4.1.3)"
        " — / plain 320 light, 4 av 48 sidlägen, page-feedback",
        'docs/sv/index.md: Duplicate ID "krav" — / plain 1280 light, #krav',
        "known.toml: ibm aria_content_in_landmark på .skip-link finns inte längre → ta bort posten ur listan",
    ]


def test_a_fault_in_many_files_names_the_first() -> None:
    many = [Finding("axe", "r", "", look, "p", "Fault", mend=f"docs/{n}.md") for n, look in enumerate(LOOKS)]

    line, *others = report.lines(Outcome("site", LOOKS, (), (), many), words.in_language(WORDS, "en"))

    assert line.startswith("docs/0.md, docs/1.md, docs/2.md …: Fault — ")
    assert others == []


def test_the_same_fault_is_one_entry_with_one_picture() -> None:
    first, *_ = OUTCOME.faults

    assert (first.seen.number, len(first.findings)) == (24, 24)
    assert (first.seen.pages, first.seen.states) == (PATHS, ["plain", "form-open"])
    assert (first.seen.widths, first.seen.schemes) == ([320, 1280], ["dark"])
    assert first.mend == [FOOTER]


@pytest.mark.parametrize(
    "other",
    [
        Finding("ibm", "r", "", LOOKS[0], "p", "Fault"),
        Finding("axe", "s", "", LOOKS[0], "p", "Fault"),
        Finding("axe", "r", "", LOOKS[0], "q", "Fault"),
        Finding("axe", "r", "", LOOKS[0], "p", "Other"),
    ],
)
def test_another_check_rule_place_or_message_is_another_fault(other: Finding) -> None:
    one = Finding("axe", "r", "", LOOKS[0], "p", "Fault")

    assert len(Outcome("site", LOOKS, (), (), [one, other]).faults) == 2


def test_the_picture_is_of_the_first_look_that_has_one(tmp_path: Path) -> None:
    found = [contrast(LOOKS[1]), contrast(LOOKS[3], PNG)]

    page = written(tmp_path, Outcome("site", LOOKS, (), (), found))

    assert (tmp_path / "pictures/1.png").read_bytes() == PNG
    assert text_of(page, "figcaption") == "Bilden: /, läget plain, 320 px, mörka färger"
    picture = page.select_one("img")
    assert picture is not None
    assert picture["alt"] == "Skärmbild av felets plats: footer a"
    assert (picture["width"], picture["height"]) == ("1", "1")


def test_json_has_every_finding_with_all_its_keys(tmp_path: Path) -> None:
    report.write(tmp_path, OUTCOME, "en")
    data = json.loads((tmp_path / "report.json").read_text("utf-8"))

    assert list(data) == ["site", "summary", "findings", "known", "gone"]
    assert data["summary"] == {
        "text": report.summary(OUTCOME, words.in_language(WORDS, "en")),
        "looks": 48,
        "engines": ["axe", "ibm", "markup"],
        "journeys": list(OUTCOME.journeys),
        "faults": 3,
        "known": 1,
        "to_review": 312,
        "seconds": 142.6,
        "axe_seconds": 61.7,
    }
    assert len(data["findings"]) == len(FINDINGS)
    assert data["findings"][0] == {
        "check": "axe",
        "rule": "color-contrast-enhanced",
        "wcag": "1.4.6",
        "page": "/",
        "state": "plain",
        "width": 1280,
        "scheme": "dark",
        "selector": "footer a",
        "message": CONTRAST,
        "mend": FOOTER,
        "picture": "pictures/1.png",
    }
    journeys = [one for one in data["findings"] if one["check"] == "journey"]
    assert {one["message"] for one in journeys} == {WORDS[THANKS]["en"].format(what="Tack!")}
    assert {one["picture"] for one in journeys} == {""}
    (known,) = data["known"]
    assert (known["rule"], known["since"], known["cause"]) == ("region", STANDS.since, STANDS.cause)
    assert data["gone"] == [vars(LEFT)]


@pytest.mark.parametrize(
    ("language", "verdict", "how"),
    [("sv", "3 fel att rätta", "Så rättar du:"), ("en", "3 faults to mend", "How")],
)
def test_the_page_speaks_the_language_asked_for(
    tmp_path: Path, language: str, verdict: str, how: str
) -> None:
    page = written(tmp_path, OUTCOME, language)

    assert page.html is not None
    assert page.html["lang"] == language
    assert text_of(page, "h1") == verdict
    assert text_of(page, ".how").startswith(how)
    english = {tag.get_text() for tag in page.select("[lang=en]:not(html)")}
    assert (CONTRAST in english, STANDS.cause in english) == (language == "sv", language == "sv")
    assert "Tack!" not in " ".join(english)


def test_what_is_wrong_and_how_to_mend_it_stand_apart(tmp_path: Path) -> None:
    page = written(tmp_path, OUTCOME)
    wrong, how = WORDS[THANKS]["sv"].format(what="Tack!").split(" → ")

    assert text_of(page, "#fault-2 h3") == f"2. {wrong}"
    assert text_of(page, "#fault-2 .how") == f"Så rättar du: {how}"
    assert "4 av 48 sidlägen: 320 px; ljusa och mörka färger; lägena plain, form-open" in text_of(
        page, "#fault-2 dl"
    )
    assert FORM in text_of(page, "#fault-2 dl")
    assert page.select_one("#fault-1 .how") is None


def test_without_faults(tmp_path: Path) -> None:
    page = written(tmp_path, EMPTY)

    assert text_of(page, "h1") == "Inga fel"
    assert page.select(".fault, .overview, img") == []
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["findings"] == []
    assert report.lines(EMPTY, words.in_language(WORDS, "sv")) == []


def test_a_run_that_looked_at_nothing_is_not_praised(tmp_path: Path) -> None:
    assert text_of(written(tmp_path, NOTHING), "h1") == "Inget har kontrollerats"


HOSTILE = '<script>alert("1")</script>\x1b[31m\r\n‮&{{ 7 * 7 }}\ud83d{what}'


def test_what_pages_say_is_never_obeyed(tmp_path: Path) -> None:
    found = [
        Finding("axe", HOSTILE, HOSTILE, Look(HOSTILE, HOSTILE), HOSTILE, HOSTILE, b"no picture", HOSTILE),
        Finding("journey", THANKS, "4.1.3", LOOKS[0], HOSTILE, HOSTILE),
    ]
    outcome = Outcome(HOSTILE, LOOKS, (HOSTILE,), (HOSTILE,), found, [(found[0], STANDS)])

    page = written(tmp_path, outcome)

    assert page.select("script, [onerror], main a:not([href^='#fault-'])") == []
    assert "49" not in text_of(page, "#fault-1")
    assert '<script>alert("1")</script>' in text_of(page, "#fault-1 h3")
    for line in report.lines(outcome, words.in_language(WORDS, "sv")):
        assert line.isprintable()


def test_three_thousand_faults(tmp_path: Path) -> None:
    found = [
        Finding(
            "axe", f"rule-{n}", "1.4.3", LOOKS[n % 48], f"p:nth-of-type({n})", CONTRAST, mend="docs/sv/x.md"
        )
        for n in range(3000)
    ]
    outcome = Outcome("site", LOOKS, ("axe",), (), found)
    begun = time.process_time()

    report.write(tmp_path, outcome, "sv")

    assert time.process_time() - begun < 2
    assert (tmp_path / "index.html").read_text("utf-8").count('class="fault"') == 3000


def test_an_older_report_is_taken_away_and_nothing_else(tmp_path: Path) -> None:
    report.write(tmp_path, OUTCOME, "sv")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / "pictures/mine.png").write_bytes(PNG)
    (tmp_path / "pictures/17.png").write_bytes(PNG)

    report.write(tmp_path, EMPTY, "sv")

    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"index.html", "report.css", "report.json", "notes.txt", "pictures/mine.png"}


def test_a_page_that_is_no_report_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a site", "utf-8")

    with pytest.raises(report.ReportError, match="choose another folder"):
        report.write(tmp_path, EMPTY, "sv")
    assert (tmp_path / "index.html").read_text("utf-8") == "a site"


def test_nothing_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    html = str(written(tmp_path, OUTCOME)) + (tmp_path / "report.css").read_text("utf-8")

    assert (
        re.findall(r'(?:src|href)="(?!#|pictures/|report\.|data:,)[^"]*|url\(|@import|<script|style="', html)
        == []
    )


ALL = {"faults": OUTCOME, "empty": EMPTY, "nothing": NOTHING}


@pytest.mark.usefixtures("processes")
def test_the_markup_is_right(tmp_path: Path) -> None:
    pages = {}
    for name, outcome in ALL.items():
        for language in ("sv", "en"):
            report.write(tmp_path / name / language, outcome, language)
            pages[f"{name} {language}"] = (tmp_path / name / language / "index.html").read_text("utf-8")

    with markup.reading(PACKAGES, pages) as reading:
        assert reading.faults() == {}


# Most journeys are taken in the light: on both widths once.
SHOWN = [
    ("faults", "sv", Look("/", width=1280)),
    ("faults", "en", Look("/", width=320)),
    ("faults", "sv", Look("/", width=320, scheme="dark")),
    ("empty", "sv", Look("/", width=320, scheme="dark")),
]


@pytest.mark.parametrize(("name", "language", "look"), SHOWN)
def test_the_page_passes_the_checks_it_reports_on(
    browser: Browser, tmp_path: Path, name: str, language: str, look: Look
) -> None:
    report.write(tmp_path, ALL[name], language)
    with opened(browser, (tmp_path / "index.html").as_uri(), look) as visit:
        found = {
            engine.name: engine.see(visit.page) for engine in (axe.engine(PACKAGES), ibm.engine(PACKAGES))
        }
        walked = {one.name: one.faults(visit) for one in JOURNEYS.values() if one.when(look)}

    assert {engine: result.violations for engine, result in found.items()} == {"axe": [], "ibm": []}
    assert {journey: faults for journey, faults in walked.items() if faults} == {}
