"""Dates: in figures, days before months, names of months and of weekdays."""

import re

from hallbar.readaloud.text.sentences import SMALL
from hallbar.readaloud.text.spoken.numbers import FREE, ordinal
from hallbar.readaloud.text.spoken.rule import Rule, rule
from hallbar.readaloud.text.spoken.stops import stop
from hallbar.readaloud.text.spoken.tables import Tables

DASH = " ?[–-] ?"
_YEAR = r"((?:19|20)\d\d)"
_DAY = r"(0?[1-9]|[12]\d|3[01])"
_MONTH = r"(0?[1-9]|1[0-2])"


def rules(tables: Tables) -> list[Rule]:
    """Return the rules, tried before those for numbers of documents, which may look like dates."""
    dates = tables["dates"]
    months = _names(dates["months"], dates["short_months"], tables)
    weekdays = _names(dates["weekdays"], dates["short_weekdays"], tables)
    return [*_figures(tables), *_days(tables), *months, *weekdays]


def _figures(tables: Tables) -> list[Rule]:
    """Say 2026-11-23, 2026-11, 23.11.2026, 23/11 2026 and, in Swedish, 23/11 unless it is a fraction."""

    def date(day: str, month: str, year: str) -> str:
        return f"{int(day)} {_month(month, tables)} {year}"

    def short(match: re.Match[str]) -> str | None:
        before = re.search(r"([^\s(]+) $", match.string[: match.start()])
        numbered = before is not None and before[1] in tables["dates"]["numbered"]
        if numbered or (match[0] in fractions and not kl.match(match.string, match.end())):
            return None
        if not tables["dates"]["the"] and int(match[1]) <= 12:  # in English most are no dates
            return None
        return f"{int(match[1])} {_month(match[2], tables)}"

    fractions, kl = tables["fractions"], re.compile(rf" (?:{tables['dates']['clock'] or '(?!)'})\b")
    month = r"(0[1-9]|1[0-2])"
    return [
        rule(
            "digit",
            rf"{FREE}{_YEAR}-{month}-(0[1-9]|[12]\d|3[01])(?!\d|-\d)",
            lambda m: date(m[3], m[2], m[1]),
        ),
        rule("digit", rf"{FREE}{_YEAR}-{month}(?!\d|-\d)", lambda m: f"{_month(m[2], tables)} {m[1]}"),
        rule("digit", rf"{FREE}{_DAY}\.{_MONTH}\.{_YEAR}(?!\d)", lambda m: date(m[1], m[2], m[3])),
        rule("digit", rf"{FREE}{_DAY}/{_MONTH}[/ ]{_YEAR}(?![\d/])", lambda m: date(m[1], m[2], m[3])),
        rule("digit", rf"{FREE}{_DAY}/{_MONTH}/(\d\d)(?![\d/])", lambda m: date(m[1], m[2], f"20{m[3]}")),
        rule("digit", rf"{FREE}{_DAY}/{_MONTH}(?![\w/])", short),
    ]


def _month(number: str, tables: Tables) -> str:
    return str(tables["dates"]["months"][int(number) - 1])


def _days(tables: Tables) -> list[Rule]:
    """Say “5 dec.”, “23–25 nov. 2026”; in Swedish also “den 3 maj” and “den 3/5”."""
    dates, to = tables["dates"], tables["says"]["to"]
    short = "|".join(dates["short_months"])

    def named(match: re.Match[str]) -> str:
        days = f"{match[1]} {to} {match[2]}" if match[2] else match[1]
        return f"{days} {dates['short_months'][match[3]]}{stop(match)}"

    def definite(match: re.Match[str]) -> str:
        days = [ordinal(int(day), tables) for day in match.group(2, 3) if day]
        return f"{match[1]} " + f" {to} ".join(days)

    found = [rule("digit", rf"{FREE}(\d\d?)(?:{DASH}(\d\d?))? ({short})(?!\w)\.?", named)]
    if the := dates["the"]:
        follows = rf"(?= (?:{'|'.join(dates['months'])}|{short}|{dates['follows']})(?!\w))"
        day = rf"{_DAY}(?::[ae])?"
        found += [
            rule("letter", rf"(?<!\w)((?i:{the})) {day}(?:{DASH}{day})?{follows}", definite),
            rule(
                "letter",
                rf"(?<!\w)((?i:{the})) {_DAY}/{_MONTH}(?![\w/])",
                lambda m: f"{m[1]} {ordinal(int(m[2]), tables)} {_month(m[3], tables)}",
            ),
        ]
    return found


def _names(full: list[str], short: dict[str, str], tables: Tables) -> list[Rule]:
    """Say ranges of names (“mån–fre”), and short names that end with a stop or precede a year or a time."""
    dates, to = tables["dates"], tables["says"]["to"]
    names = {name: name for name in full} | short
    names |= {name.capitalize(): said.capitalize() for name, said in names.items()}
    one = f"({'|'.join(sorted(names, key=len, reverse=True))})"
    shorts = f"({'|'.join(name for name in names if names[name] != name)})"
    before = rf"(?:\.(?= [{SMALL}\d(]|,)|(?= \d| (?:{dates['clock'] or '(?!)'})\b))"
    spans = rf"(?<![\w-]){one}(?!\w)\.?{DASH}{one}({dates['plural']})(?!\w)(?:\.(?= ?[,{SMALL}\d]))?"
    return [
        rule("letter", spans, lambda m: f"{names[m[1]]} {to} {names[m[2]]}{m[3]}"),
        rule("letter", rf"(?<![\w-]){shorts}(?!\w){before}", lambda m: names[m[1]]),
        rule("letter", rf"(?<![\w-])({dates['sure']})(?!\w)\.(?=\s*$)", lambda m: names[m[1]] + stop(m)),
    ]
