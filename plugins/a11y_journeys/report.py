"""The report of a run: a page to read, JSON for programs, lines for a terminal.

The page is held to what it reports on: it passes every engine and journey itself.
"""

import json
import shutil
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from a11y_journeys.outcome import Issue, Outcome, plain
from a11y_journeys.report_folder import DATA, PAGE, PICTURES, STYLE, ReportError, empty
from a11y_journeys.view import Finding
from a11y_journeys.words import ENGLISH, Words

__all__ = ["ReportError", "lines", "summary", "write"]

HERE = Path(__file__).parent
PNG = b"\x89PNG\r\n\x1a\n"


def write(folder: Path, outcome: Outcome, words: Words = ENGLISH) -> None:
    """Write the report in place of an older one. Raises ReportError."""
    empty(folder)
    pictures = _pictures(folder, outcome)
    data = _data(outcome, words, pictures)
    _put(folder / DATA, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    shutil.copyfile(HERE / STYLE, folder / STYLE)
    _put(folder / PAGE, _page(outcome, words, pictures))


def summary(outcome: Outcome, words: Words = ENGLISH) -> str:
    """Return the run in one line."""
    return words["report_sum"].format(
        views=words.count("report_views", outcome.covered.number),
        engines=words.count("report_engines", len(outcome.engines)),
        journeys=words.count("report_journeys", len(outcome.journeys)),
        issues=words.count("report_issues", len(outcome.issues)),
        known=words.count("report_known", len(outcome.known_issues)),
        time=_time(outcome, words),
    )


def lines(outcome: Outcome, words: Words = ENGLISH) -> list[str]:
    """Return a line for each issue, each entry of the dated list that is gone, and each absent check."""
    gone = [
        words["report_gone"].format(check=one.check, rule=one.rule, place=one.place) for one in outcome.gone
    ]
    absent = [words["report_absent"].format(check=name, why=why) for name, why in outcome.absent.items()]
    issues = (_line(issue, outcome, words) for issue in outcome.issues)
    return [plain(line) for line in (*issues, *gone, *absent)]


def _line(issue: Issue, outcome: Outcome, words: Words) -> str:
    """Return the file in which to fix an issue, its message, and the view in which it was found."""
    shown = issue.shown
    wcag = f" (WCAG {shown.criterion})" if shown.criterion else ""
    others = f", {_share(issue, outcome, words)}" if issue.covered.number > 1 else ""
    files = ", ".join(issue.files[:3]) + (" …" if len(issue.files) > 3 else "")
    return f"{files or shown.view.path}: {_message(shown, words)}{wcag} — {shown.view}{others}, {shown.place}"


def _message(finding: Finding, words: Words) -> str:
    """Return what is wrong → how to fix it; from an engine, its own English words."""
    return words[finding.rule].format(what=finding.what) if finding.check == "journey" else finding.what


def _parts(finding: Finding, words: Words) -> tuple[str, str]:
    """Return what is wrong, and how to fix it; the latter is empty where an engine does not say."""
    wrong, _, how = _message(finding, words).partition(" → ")
    return wrong, how


def _share(issue: Issue, outcome: Outcome, words: Words) -> str:
    return words["report_share"].format(part=issue.covered.number, views=outcome.covered.number)


def _time(outcome: Outcome, words: Words) -> str:
    return words["report_time"].format(seconds=round(outcome.seconds), axe=round(outcome.axe_seconds))


def _put(path: Path, text: str) -> None:
    """Write a text, without what is no UTF-8: scripts can leave half an emoji in a page."""
    path.write_text(text, "utf-8", errors="replace")


def _pictures(folder: Path, outcome: Outcome) -> list[str]:
    """Write one picture for each issue; return their paths in the report, empty where there is none."""
    paths = []
    for number, issue in enumerate(outcome.issues, 1):
        path = f"{PICTURES}/{number}.png" if issue.shown.picture else ""
        if path:
            (folder / path).write_bytes(issue.shown.picture)
        paths.append(path)
    return paths


def _data(outcome: Outcome, words: Words, pictures: list[str]) -> dict[str, Any]:
    pairs = zip(outcome.issues, pictures, strict=True)
    return {
        "site": outcome.site,
        "summary": {
            "text": summary(outcome, words),
            "views": outcome.covered.number,
            "engines": list(outcome.engines),
            "journeys": list(outcome.journeys),
            "issues": len(outcome.issues),
            "known": len(outcome.known_issues),
            "to_review": outcome.to_review,
            "seconds": round(outcome.seconds, 1),
            "axe_seconds": round(outcome.axe_seconds, 1),
        },
        "findings": [_of(one, words, picture) for issue, picture in pairs for one in issue.findings],
        "known": [
            _of(one, words, "") | {"since": issue.known.since, "cause": issue.known.cause}
            for issue in outcome.known_issues
            if issue.known
            for one in issue.findings
        ],
        "gone": [asdict(one) for one in outcome.gone],
        "absent": dict(outcome.absent),
    }


def _of(finding: Finding, words: Words, picture: str) -> dict[str, str | int]:
    view = finding.view
    return {
        "check": finding.check,
        "rule": finding.rule,
        "wcag": finding.criterion,
        "page": view.path,
        "state": view.state,
        "width": view.width,
        "scheme": view.scheme,
        "selector": finding.place,
        "message": _message(finding, words),
        "fix": finding.fix,
        "picture": picture,
    }


def _page(outcome: Outcome, words: Words, pictures: list[str]) -> str:
    return _template().render(
        outcome=outcome,
        words=words.texts,
        language=words.language,
        pictures=pictures,
        time=_time(outcome, words),
        count=words.count,
        parts=lambda finding: _parts(finding, words),
        share=lambda issue: _share(issue, outcome, words),
        size=_size,
        wbr=Markup("<wbr>"),
    )


@cache
def _template() -> Template:
    templates = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return templates.get_template("report.html")


def _size(picture: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG: with them the page does not jump while pictures load."""
    if not picture.startswith(PNG):
        return None
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
