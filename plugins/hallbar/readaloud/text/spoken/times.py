"""Times of the day."""

import re
from collections.abc import Sequence

from hallbar.readaloud.text.spoken.dates import DASH
from hallbar.readaloud.text.spoken.numbers import FREE
from hallbar.readaloud.text.spoken.rule import Rule, rule
from hallbar.readaloud.text.spoken.stops import stop
from hallbar.readaloud.text.spoken.tables import Tables

_HOURS, _MINUTES = r"([01]?\d|2[0-4])", r"([0-5]\d)"
_HALF = re.compile(r" ?[ef]\.?m\b")
"""f.m., e.m."""
_HOUR = rf"{_HOURS}(?:[.:]{_MINUTES})?(?![\d:]|[.,]\d)"


def rules(tables: Tables) -> list[Rule]:
    """Return the rules for 14:30 in both languages, “kl. 8–16.30” in Swedish, “2.30 pm” in English."""
    colon = rule("digit", rf"{FREE}{_HOURS}:{_MINUTES}(?![\d:])", lambda m: _time(m[1], m[2], tables))
    return [*(_swedish(tables) if tables["dates"]["clock"] else _english(tables)), colon]


def _english(tables: Tables) -> list[Rule]:
    half = rf"{FREE}(\d\d?)(?:[.:]{_MINUTES})? ?([ap])(?:(\.)m\.?|m)(?!\w)"
    return [rule("digit", half, lambda m: f"{_time(m[1], m[2], tables)} {m[3].upper()} M{stop(m)}")]


def _swedish(tables: Tables) -> list[Rule]:
    """Read numbers after “kl.” as hours, whatever is between them; elsewhere a point or a colon decides."""
    numbered = {name.lower() for name in tables["dates"]["numbered"]}

    def clock(match: re.Match[str]) -> str:
        said = f"{tables['says']['clock']} {_span(match.groups()[1:], tables)}"
        return said[0].upper() + said[1:] if match[1][0].isupper() else said

    def pointed(match: re.Match[str]) -> str | None:
        """Say 14.30 and 8.00, but not “avsnitt 4.10” or 3.5."""
        before = re.search(r"([^\s(]+) $", match.string[: match.start()])
        part = before is not None and before[1].lower() in numbered
        sure = len(match[1]) == 2 or match[2] == "00" or _HALF.match(match.string, match.end())
        return _time(match[1], match[2], tables) if sure and not part else None

    word = rf"(?<!\w)((?i:{tables['dates']['clock']}))(?!\w)\.? ?"
    return [
        rule("letter", rf"{word}{_HOUR}(?:{DASH}{_HOUR})?", clock),
        rule(
            "digit",
            rf"{FREE}{_HOUR}{DASH}{_HOUR}(?! ?[%‰]| kr)",
            lambda m: _span(m.groups(), tables, sure=False),
        ),
        rule("digit", rf"{FREE}{_HOURS}\.{_MINUTES}(?![\d.]\d|\d)", pointed),
    ]


def _span(parts: Sequence[str | None], tables: Tables, *, sure: bool = True) -> str | None:
    """Say hour and minute, to hour and minute; return None where nothing shows that the numbers are hours."""
    hour, minute, until, last = parts
    if not (sure or minute or last):
        return None
    said = _time(str(hour), minute, tables)
    return f"{said} {tables['says']['to']} {_time(until, last, tables)}" if until else said


def _time(hour: str, minute: str | None, tables: Tables) -> str:
    """Say full hours alone, and minutes below ten with a word for the zero."""
    if not minute or minute == "00":
        return str(int(hour))
    return f"{int(hour)} " + (f"{tables['says']['zero']} {int(minute)}" if minute[0] == "0" else minute)
