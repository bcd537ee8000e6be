"""The report of a run: its content, its safety, and that it passes every check itself."""

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
from a11y_journeys.outcome import Outcome, joined
from a11y_journeys.state import SCHEMES
from a11y_journeys.view import Finding, View
from a11y_journeys.visit import opened
from a11y_journeys.words import ENGLISH
from hallbar.checks.journeys import words_in
from support import ROOT

SWEDISH = words_in("sv")
WORDS = {"sv": SWEDISH, "en": ENGLISH}
PACKAGES = ROOT / "node_modules"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63d8b071270004090216a2f1f5af0000000049454e44ae426082"
)
PATHS = ["/", "/regler/", "/kontakt/", "/en/", "/en/regler/", "/en/kontakt/"]
VIEWS = [
    View(path, state, width, scheme)
    for path in PATHS
    for state in ("plain", "form-open")
    for width in (1280, 320)
    for scheme in SCHEMES
]
FOOTER, FORM = "overrides/partials/footer.html", "plugins/hallbar/feedback/form/form.html"
CONTRAST = "Elements must meet enhanced color contrast ratio thresholds"
THANKS = "change_not_announced"
ACCEPTED = Known("axe", "region", ".logo", "2026-11-23", "Somebody else's logo")
FIXED = Known("ibm", "aria_content_in_landmark", ".skip-link", "2026-11-20", "fixed")


def contrast(view: View, picture: bytes = b"") -> Finding:
    return Finding("axe", "color-contrast-enhanced", "1.4.6", view, "footer a", CONTRAST, picture, FOOTER)


FINDINGS = [
    Finding("markup", "no-dup-id", "", VIEWS[0], "#krav", 'Duplicate ID "krav"', fix="docs/sv/index.md"),
    *(contrast(view, PNG) for view in VIEWS if view.scheme == "dark"),
    *(
        Finding("journey", THANKS, "4.1.3", view, "page-feedback", "Tack!", b"", FORM)
        for view in VIEWS
        if view.width == 320 and view.path == "/"
    ),
]
OUTCOME = Outcome(
    site="http://127.0.0.1:8000/",
    views=VIEWS,
    engines=("axe", "ibm", "markup"),
    journeys=[f"journey_{number}" for number in range(17)],
    findings=FINDINGS,
    known=[(Finding("axe", "region", "", VIEWS[0], ".logo", "Content must be in landmarks"), ACCEPTED)],
    gone=[FIXED],
    seconds=142.6,
    axe_seconds=61.7,
    to_review=312,
)
EMPTY = Outcome("site", VIEWS, ("axe", "ibm", "markup"), list(JOURNEYS), seconds=12, axe_seconds=4)
NOTHING = Outcome("site", [], (), ())


def written(folder: Path, outcome: Outcome, language: str = "sv") -> BeautifulSoup:
    report.write(folder, outcome, WORDS[language])
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
            "48 views, 3 engines and 17 journeys, 3 issues, 1 known, 143 s of which axe 62 s",
        ),
        ("sv", NOTHING, "0 sidlägen, 0 motorer och 0 vandringar, 0 fel, 0 kända, 0 s varav axe 0 s"),
        (
            "sv",
            Outcome("site", VIEWS[:1], ("axe",), ("one",)),
            "1 sidläge, 1 motor och 1 vandring, 0 fel, 0 kända, 0 s varav axe 0 s",
        ),
    ],
)
def test_the_run_in_one_line(language: str, outcome: Outcome, line: str) -> None:
    assert report.summary(outcome, WORDS[language]) == line


def test_shares_are_judged_together() -> None:
    first = Outcome(
        "site", VIEWS[:1], ("axe",), ("one",), FINDINGS[:1], axe_seconds=1, to_review=2, seconds=9
    )
    known = [(Finding("axe", "region", "", VIEWS[1], ".logo", "Content must be in landmarks"), ACCEPTED)]
    other = Outcome("site", VIEWS[1:], ("axe",), ("one",), known=known, axe_seconds=3, to_review=4, seconds=5)

    whole = joined([first, other], [ACCEPTED, FIXED])

    assert (whole.views, whole.findings, whole.known) == (VIEWS, FINDINGS[:1], known)
    assert whole.gone == [FIXED]
    assert (whole.seconds, whole.axe_seconds, whole.to_review) == (9, 4, 6)


def test_a_line_an_issue_those_found_most_often_first() -> None:
    lines = report.lines(OUTCOME, SWEDISH)

    assert lines == [
        f"{FOOTER}: {CONTRAST} (WCAG 1.4.6) — / plain 1280 dark, 24 av 48 sidlägen, footer a",
        f"{FORM}: {SWEDISH[THANKS].format(what='Tack!')} (WCAG 4.1.3)"
        " — / plain 320 light, 4 av 48 sidlägen, page-feedback",
        'docs/sv/index.md: Duplicate ID "krav" — / plain 1280 light, #krav',
        "known.toml: ibm aria_content_in_landmark på .skip-link finns inte längre → ta bort posten ur listan",
    ]


def test_an_issue_in_many_files_names_the_first() -> None:
    many = [Finding("axe", "r", "", view, "p", "Fault", fix=f"docs/{n}.md") for n, view in enumerate(VIEWS)]

    line, *others = report.lines(Outcome("site", VIEWS, (), (), many), ENGLISH)

    assert line.startswith("docs/0.md, docs/1.md, docs/2.md …: Fault — ")
    assert others == []


def test_the_same_finding_in_many_views_is_one_issue_with_one_picture() -> None:
    first, *_ = OUTCOME.issues

    assert (first.covered.number, len(first.findings)) == (24, 24)
    assert (first.covered.pages, first.covered.states) == (PATHS, ["plain", "form-open"])
    assert (first.covered.widths, first.covered.schemes) == ([320, 1280], ["dark"])
    assert first.files == [FOOTER]


@pytest.mark.parametrize(
    "other",
    [
        Finding("ibm", "r", "", VIEWS[0], "p", "Fault"),
        Finding("axe", "s", "", VIEWS[0], "p", "Fault"),
        Finding("axe", "r", "", VIEWS[0], "q", "Fault"),
        Finding("axe", "r", "", VIEWS[0], "p", "Other"),
    ],
)
def test_another_check_rule_place_or_message_is_another_issue(other: Finding) -> None:
    one = Finding("axe", "r", "", VIEWS[0], "p", "Fault")

    assert len(Outcome("site", VIEWS, (), (), [one, other]).issues) == 2


def test_the_picture_is_of_the_first_view_that_has_one(tmp_path: Path) -> None:
    found = [contrast(VIEWS[1]), contrast(VIEWS[3], PNG)]

    page = written(tmp_path, Outcome("site", VIEWS, (), (), found))

    assert (tmp_path / "pictures/1.png").read_bytes() == PNG
    assert text_of(page, "figcaption") == "Bilden: /, läget plain, 320 px, mörka färger"
    picture = page.select_one("img")
    assert picture is not None
    assert picture["alt"] == "Skärmbild av felets plats: footer a"
    assert (picture["width"], picture["height"]) == ("1", "1")


def test_json_has_every_finding_with_all_its_keys(tmp_path: Path) -> None:
    report.write(tmp_path, OUTCOME)
    data = json.loads((tmp_path / "report.json").read_text("utf-8"))

    assert list(data) == ["site", "summary", "findings", "known", "gone", "absent"]
    assert data["summary"] == {
        "text": report.summary(OUTCOME, ENGLISH),
        "views": 48,
        "engines": ["axe", "ibm", "markup"],
        "journeys": list(OUTCOME.journeys),
        "issues": 3,
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
        "fix": FOOTER,
        "picture": "pictures/1.png",
    }
    journeys = [one for one in data["findings"] if one["check"] == "journey"]
    assert {one["message"] for one in journeys} == {ENGLISH[THANKS].format(what="Tack!")}
    assert {one["picture"] for one in journeys} == {""}
    (known,) = data["known"]
    assert (known["rule"], known["since"], known["cause"]) == ("region", ACCEPTED.since, ACCEPTED.cause)
    assert data["gone"] == [vars(FIXED)]


@pytest.mark.parametrize(
    ("language", "verdict", "how"),
    [("sv", "3 fel att rätta", "Så rättar du:"), ("en", "3 issues to fix", "How")],
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
    assert (CONTRAST in english, ACCEPTED.cause in english) == (language == "sv", language == "sv")
    assert "Tack!" not in " ".join(english)


def test_the_problem_and_its_fix_are_apart(tmp_path: Path) -> None:
    page = written(tmp_path, OUTCOME)
    wrong, how = SWEDISH[THANKS].format(what="Tack!").split(" → ")

    assert text_of(page, "#issue-2 h3") == f"2. {wrong}"
    assert text_of(page, "#issue-2 .how") == f"Så rättar du: {how}"
    assert "4 av 48 sidlägen: 320 px; ljusa och mörka färger; lägena plain, form-open" in text_of(
        page, "#issue-2 dl"
    )
    assert FORM in text_of(page, "#issue-2 dl")
    assert page.select_one("#issue-1 .how") is None


def test_without_issues(tmp_path: Path) -> None:
    page = written(tmp_path, EMPTY)

    assert text_of(page, "h1") == "Inga fel"
    assert page.select(".issue, .overview, img") == []
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["findings"] == []
    assert report.lines(EMPTY, SWEDISH) == []


def test_a_run_that_checked_nothing_is_not_praised(tmp_path: Path) -> None:
    assert text_of(written(tmp_path, NOTHING), "h1") == "Inget har kontrollerats"


HOSTILE = '<script>alert("1")</script>\x1b[31m\r\n‮&{{ 7 * 7 }}\ud83d{what}'


def test_what_pages_say_is_never_obeyed(tmp_path: Path) -> None:
    found = [
        Finding("axe", HOSTILE, HOSTILE, View(HOSTILE, HOSTILE), HOSTILE, HOSTILE, b"no picture", HOSTILE),
        Finding("journey", THANKS, "4.1.3", VIEWS[0], HOSTILE, HOSTILE),
    ]
    outcome = Outcome(HOSTILE, VIEWS, (HOSTILE,), (HOSTILE,), found, [(found[0], ACCEPTED)])

    page = written(tmp_path, outcome)

    assert page.select("script, [onerror], main a:not([href^='#issue-'])") == []
    assert "49" not in text_of(page, "#issue-1")
    assert '<script>alert("1")</script>' in text_of(page, "#issue-1 h3")
    for line in report.lines(outcome, SWEDISH):
        assert line.isprintable()


def test_three_thousand_issues(tmp_path: Path) -> None:
    found = [
        Finding(
            "axe", f"rule-{n}", "1.4.3", VIEWS[n % 48], f"p:nth-of-type({n})", CONTRAST, fix="docs/sv/x.md"
        )
        for n in range(3000)
    ]
    outcome = Outcome("site", VIEWS, ("axe",), (), found)
    begun = time.process_time()

    report.write(tmp_path, outcome, SWEDISH)

    assert time.process_time() - begun < 2
    assert (tmp_path / "index.html").read_text("utf-8").count('class="issue"') == 3000


def test_an_older_report_is_removed_and_nothing_else(tmp_path: Path) -> None:
    report.write(tmp_path, OUTCOME, SWEDISH)
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / "pictures/mine.png").write_bytes(PNG)
    (tmp_path / "pictures/17.png").write_bytes(PNG)

    report.write(tmp_path, EMPTY, SWEDISH)

    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"index.html", "report.css", "report.json", "notes.txt", "pictures/mine.png"}


def test_a_page_that_is_no_report_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a site", "utf-8")

    with pytest.raises(report.ReportError, match="choose another folder"):
        report.write(tmp_path, EMPTY, SWEDISH)
    assert (tmp_path / "index.html").read_text("utf-8") == "a site"


def test_nothing_is_fetched_from_elsewhere(tmp_path: Path) -> None:
    html = str(written(tmp_path, OUTCOME)) + (tmp_path / "report.css").read_text("utf-8")

    assert (
        re.findall(r'(?:src|href)="(?!#|pictures/|report\.|data:,)[^"]*|url\(|@import|<script|style="', html)
        == []
    )


ALL = {"issues": OUTCOME, "empty": EMPTY, "nothing": NOTHING}


@pytest.mark.usefixtures("processes")
def test_the_markup_is_right(tmp_path: Path) -> None:
    pages = {}
    for name, outcome in ALL.items():
        for language in ("sv", "en"):
            report.write(tmp_path / name / language, outcome, WORDS[language])
            pages[f"{name} {language}"] = (tmp_path / name / language / "index.html").read_text("utf-8")

    with markup.reading(PACKAGES, pages) as reading:
        assert reading.problems() == {}


# Most journeys are taken in the light: on both widths once.
SHOWN = [
    ("issues", "sv", View("/", width=1280)),
    ("issues", "en", View("/", width=320)),
    ("issues", "sv", View("/", width=320, scheme="dark")),
    ("empty", "sv", View("/", width=320, scheme="dark")),
]


@pytest.mark.parametrize(("name", "language", "view"), SHOWN)
def test_the_page_passes_the_checks_it_reports_on(
    browser: Browser, tmp_path: Path, name: str, language: str, view: View
) -> None:
    report.write(tmp_path, ALL[name], WORDS[language])
    with opened(browser, (tmp_path / "index.html").as_uri(), view) as visit:
        found = {
            engine.name: engine.check(visit.page) for engine in (axe.engine(PACKAGES), ibm.engine(PACKAGES))
        }
        made = {one.name: one.problems(visit) for one in JOURNEYS.values() if one.when(view)}

    assert {engine: result.problems for engine, result in found.items()} == {"axe": [], "ibm": []}
    assert {journey: faults for journey, faults in made.items() if faults} == {}
