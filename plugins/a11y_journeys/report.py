"""The report of a run: a page to read, JSON for programs, lines for a terminal.

The page is held to what it reports on: it passes every engine and journey itself.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from a11y_journeys.look import Finding
from a11y_journeys.outcome import Entry, Outcome, plain
from a11y_journeys.report_folder import DATA, PAGE, PICTURES, STYLE, ReportError, empty
from hallbar import words

__all__ = ["ReportError", "lines", "summary", "write"]

HERE = Path(__file__).parent
PNG = b"\x89PNG\r\n\x1a\n"
Said = Mapping[str, str]
"""The words of words.toml, in the reader's language."""


def write(folder: Path, outcome: Outcome, language: str) -> None:
    """Write the report, in Swedish or English, in place of an older one. Raises ReportError."""
    said = words.in_language(words.load(HERE / "words.toml"), language)
    empty(folder)
    pictures = _pictures(folder, outcome)
    data = _data(outcome, said, pictures)
    _put(folder / DATA, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    shutil.copyfile(HERE / STYLE, folder / STYLE)
    _put(folder / PAGE, _page(outcome, said, language, pictures))


def summary(outcome: Outcome, said: Said) -> str:
    """The run in one line."""
    return said["report_sum"].format(
        looks=_count(said, "report_looks", outcome.seen.number),
        engines=_count(said, "report_engines", len(outcome.engines)),
        journeys=_count(said, "report_journeys", len(outcome.journeys)),
        faults=_count(said, "report_faults", len(outcome.faults)),
        known=_count(said, "report_known", len(outcome.known_faults)),
        time=_time(outcome, said),
    )


def lines(outcome: Outcome, said: Said) -> list[str]:
    """Each fault in one line: the file to mend, what is wrong, and where it is seen."""
    gone = [
        said["report_gone"].format(check=one.check, rule=one.rule, place=one.place) for one in outcome.gone
    ]
    return [plain(line) for line in (*(_line(entry, outcome, said) for entry in outcome.faults), *gone)]


def _line(entry: Entry, outcome: Outcome, said: Said) -> str:
    shown = entry.shown
    wcag = f" (WCAG {shown.criterion})" if shown.criterion else ""
    others = f", {_share(entry, outcome, said)}" if entry.seen.number > 1 else ""
    look = f"{shown.look.path} {shown.look.state} {shown.look.width} {shown.look.scheme}"
    files = ", ".join(entry.mend[:3]) + (" …" if len(entry.mend) > 3 else "")
    return f"{files or shown.look.path}: {_message(shown, said)}{wcag} — {look}{others}, {shown.place}"


def _message(finding: Finding, said: Said) -> str:
    """What is wrong → how to mend it; of an engine, its own English words."""
    return said[finding.rule].format(what=finding.what) if finding.check == "journey" else finding.what


def _told(finding: Finding, said: Said) -> tuple[str, str]:
    """What is wrong, and how to mend it; the latter is empty where an engine does not say."""
    wrong, _, how = _message(finding, said).partition(" → ")
    return wrong, how


def _share(entry: Entry, outcome: Outcome, said: Said) -> str:
    return said["report_share"].format(part=entry.seen.number, looks=outcome.seen.number)


def _time(outcome: Outcome, said: Said) -> str:
    return said["report_time"].format(seconds=round(outcome.seconds), axe=round(outcome.axe_seconds))


def _count(said: Said, key: str, number: int) -> str:
    """`1 fault`, `2 faults`: the words for one and for many stand side by side, with | between."""
    one, many = said[key].split("|")
    return (one if number == 1 else many).format(n=number)


def _put(path: Path, text: str) -> None:
    """Half an emoji, which scripts can leave in a page, is no UTF-8: it must not cost us the report."""
    path.write_text(text, "utf-8", errors="replace")


def _pictures(folder: Path, outcome: Outcome) -> list[str]:
    """Write one picture a fault; their paths in the report, empty where there is none."""
    paths = []
    for number, entry in enumerate(outcome.faults, 1):
        path = f"{PICTURES}/{number}.png" if entry.shown.picture else ""
        if path:
            (folder / path).write_bytes(entry.shown.picture)
        paths.append(path)
    return paths


def _data(outcome: Outcome, said: Said, pictures: list[str]) -> dict[str, Any]:
    pairs = zip(outcome.faults, pictures, strict=True)
    return {
        "site": outcome.site,
        "summary": {
            "text": summary(outcome, said),
            "looks": outcome.seen.number,
            "engines": list(outcome.engines),
            "journeys": list(outcome.journeys),
            "faults": len(outcome.faults),
            "known": len(outcome.known_faults),
            "to_review": outcome.to_review,
            "seconds": round(outcome.seconds, 1),
            "axe_seconds": round(outcome.axe_seconds, 1),
        },
        "findings": [_of(one, said, picture) for entry, picture in pairs for one in entry.findings],
        "known": [
            _of(one, said, "") | {"since": entry.known.since, "cause": entry.known.cause}
            for entry in outcome.known_faults
            if entry.known
            for one in entry.findings
        ],
        "gone": [asdict(one) for one in outcome.gone],
    }


def _of(finding: Finding, said: Said, picture: str) -> dict[str, str | int]:
    look = asdict(finding.look)
    return {
        "check": finding.check,
        "rule": finding.rule,
        "wcag": finding.criterion,
        "page": look["path"],
        "state": look["state"],
        "width": look["width"],
        "scheme": look["scheme"],
        "selector": finding.place,
        "message": _message(finding, said),
        "mend": finding.mend,
        "picture": picture,
    }


def _page(outcome: Outcome, said: Said, language: str, pictures: list[str]) -> str:
    templates = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return templates.get_template("report.html").render(
        outcome=outcome,
        words=said,
        language=language,
        pictures=pictures,
        time=_time(outcome, said),
        count=lambda key, number: _count(said, key, number),
        told=lambda finding: _told(finding, said),
        share=lambda entry: _share(entry, outcome, said),
        size=_size,
        wbr=Markup("<wbr>"),
    )


def _size(picture: bytes) -> tuple[int, int] | None:
    """Width and height, as a PNG tells them: with them the page does not jump while pictures load."""
    if not picture.startswith(PNG):
        return None
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])
