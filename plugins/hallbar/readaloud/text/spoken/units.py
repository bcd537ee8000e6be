"""Amounts: numbers with units and money."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from hallbar.readaloud.text.sentences import CAPITALS, SMALL
from hallbar.readaloud.text.spoken.numbers import FREE, number_pattern, spoken_number
from hallbar.readaloud.text.spoken.rule import Rule, any_of, between, rule
from hallbar.readaloud.text.spoken.stops import stop
from hallbar.readaloud.text.spoken.tables import Tables

_DOT = rf"(?:\.(?=\s?[{SMALL}\d,;:()/–-]|[\s)”\"]*$))?"
"""A stop of the abbreviation itself, within the sentence or at its end; any other is that of the sentence."""

_GOES_ON = rf"(?! [{CAPITALS}](?!\w))"
"""No capital after the unit: “5 V D:n” is what “5 VD:n” became."""


def rules(tables: Tables) -> list[Rule]:
    """Return the rules for money before its amount, signs, numbers with units, numbers alone, units alone."""
    units = _Units(tables)
    return [*units.money(), *_signs(tables), *units.amounts(), *units.alone()]


def _signs(tables: Tables) -> list[Rule]:
    minus, plus = (tables["says"][name] for name in ("minus", "plus"))
    return [
        rule("sign", r"(?<![^\s(])(?<!\d )[-–](?=\d)|−", lambda m: between(m, minus)),
        rule("sign", r"\+", lambda m: between(m, plus)),
    ]


@dataclass(frozen=True)
class _Units:
    """The units of a language: name -> the words after 1, and after any other number."""

    tables: Tables

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, str]]:
        every = self.tables["units"] | self.tables["currencies"]
        return {name: (says, says) if isinstance(says, str) else tuple(says) for name, says in every.items()}

    @property
    def each(self) -> str:
        """The pattern of what may follow a slash: a unit, or any word."""
        return f"{any_of(self.forms)}|{any_of(self.tables['each'])}|[{SMALL}]+"

    def money(self) -> list[Rule]:
        """Say “€500”, “€10–20”, “SEK 5 million”, “£3.50/kg”, “500:-/natt”."""
        tables, forms, value = self.tables, self.forms, number_pattern(self.tables)

        def each_of(each: str | None, match: re.Match[str]) -> str:
            return self._per(each) + self._stop(each, match) if each else ""

        def first(match: re.Match[str]) -> str:
            currency, amount, until, great, each = match.groups()
            words = spoken_number(amount, tables) + (
                f" {tables['says']['to']} {spoken_number(until, tables)}" if until else ""
            )
            words += f" {tables['amounts'][great]}" if great else ""
            return f"{words} {forms[currency][words != '1']}{each_of(each, match)}"

        def crowns(match: re.Match[str]) -> str:
            return f"{spoken_number(match[1], tables)} {forms['kr'][1]}{each_of(match[2], match)}"

        amount = rf"({value})(?:[–-]({value}))?(?: ?({any_of(tables['amounts'])})(?!\w))?"
        per = rf"(?: ?/ ?({self.each})(?!\w){_DOT})?"
        return [
            rule("letter sign", rf"(?<!\w)({any_of(tables['currencies'])}) ?{amount}{per}", first),
            rule("digit", rf"{FREE}({value}):[-–]{per}(?!\w)", crowns),
        ]

    def amounts(self) -> list[Rule]:
        tables, forms, value = self.tables, self.forms, number_pattern(self.tables)
        close = any_of(name for name in forms if len(name) > 1 or not name.isalpha())  # “2G” is no amount

        def amount(match: re.Match[str]) -> str:
            words, unit = spoken_number(match[1], tables), match[2] or match[3]
            return (
                f"{words} {self._genitive(unit, match) or forms[unit][words != '1']}{self._stop(unit, match)}"
            )

        def rate(match: re.Match[str]) -> str:
            words = spoken_number(match[1], tables)
            return f"{words} {self._rate(match[2], match[3], one=words == '1')}{self._stop(match[3], match)}"

        unit, free = any_of(forms), rf"{FREE}(?<!{tables['says']['point']} )"  # not in “artikel 9.2 h”
        return [
            rule("digit", rf"{free}({value}) ?({unit})\.? ?/ ?({self.each})(?!\w){_DOT}", rate),
            rule("digit", rf"{free}({value}) ?({unit})/(?=\d)", lambda m: f"{amount(m)}{self._per('')}"),
            rule("digit", rf"{free}({value})(?: ({unit})|({close}))(?!\w){_GOES_ON}{_DOT}", amount),
            rule(
                "digit",
                rf"{FREE}({value})(?!\w|\.\d)",
                lambda m: spoken_number(m[1], tables) + self._comma(m),
            ),
        ]

    def alone(self) -> list[Rule]:
        """Say “2 miljoner kr”, “kr/mån”, “km/h”, “per kWh”."""
        forms, currencies = self.forms, self.tables["currencies"]
        letters = any_of(name for name in forms if name[0].isalpha())
        money = any_of(
            name for name in forms if name.endswith("kr") or (name in currencies and name.isalpha())
        )
        return [
            rule(
                "letter",
                rf"(?<![\w-])({letters})/({letters})(?!\w)",
                lambda m: self._rate(m[1], m[2], one=False),
            ),
            rule(
                "letter",
                rf"(?<=\bper )({letters})(?!\w){_DOT}",
                lambda m: forms[m[1]][0] + self._stop(m[1], m),
            ),
            rule(
                "letter", rf"(?<![\w-])({money})(?!\w){_DOT}", lambda m: forms[m[1]][1] + self._stop(m[1], m)
            ),
        ]

    def _rate(self, unit: str, each: str, *, one: bool) -> str:
        speed = self.tables["speeds"].get(f"{unit}/{each}")
        return str(speed or self.forms[unit][not one] + self._per(each))

    def _per(self, each: str) -> str:
        """Say a unit after “per” in the singular, and any other word as it is."""
        one = self.tables["each"].get(each) or self.forms.get(each, (each,))[0]
        return f" {self.tables['says']['per']} {one}"

    def _genitive(self, unit: str, match: re.Match[str]) -> str | None:
        """Return the genitive of a time before a noun: “6 mån. uppsägning”."""
        nouns = rf" \w*(?:{self.tables['genitives'].get('before') or '(?!)'})\b"
        return self.tables["genitives"].get(unit) if re.match(nouns, match.string[match.end() :]) else None

    def _stop(self, unit: str, match: re.Match[str]) -> str:
        """Return the stop after a unit: “kr.” may have one of its own, “kg.” has that of the sentence."""
        if unit in self.tables["abbreviated"]["units"].split():
            return stop(match)
        return "." if match[0].endswith(".") else ""

    def _comma(self, match: re.Match[str]) -> str:
        """Separate two numbers that the Swedish voice would read as one: “år 2025 300 avtal”."""
        follows = re.match(r" \d{3}(?!\d)", match.string[match.end() :])
        return "," if follows and self.tables["numbers"]["group"] == " " else ""
