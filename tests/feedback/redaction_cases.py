"""Texts with personal data, and texts that look like it, for the tests in Python and in JavaScript."""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

from hallbar.feedback.service.redaction import MARK, Kind

CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("redaction.toml").read_text("utf-8"))
IN_USE: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("redaction_in_use.toml").read_text("utf-8")
)
KINDS: tuple[Kind, ...] = get_args(Kind)
ALONE = [(text, kind) for kind in KINDS for text in CASES[kind]["alone"]]
KEPT: list[str] = CASES["kept"]["alone"]
SENTENCES = [(case["text"], case["redacted"]) for case in CASES["sentence"]]
AROUND = ("Hej, {}, tack!", "Om {}. Tack")
ODD = IN_USE.pop("odd")
LINES = [line for lines in IN_USE.values() for line in lines]
DASHES = ("-", "–", "—", "−", "‐", "‑", " - ", " – ", "--", " -- ", "/", " till ", " t.o.m. ")
SIDE_BY_SIDE = (" ", "\n", "\t", ", ", ";", " och ", "\r\n")

Number = random.Random
Maker = Callable[[Number], str]


def marked(line: str) -> tuple[str, list[str], str]:
    """Return a line's text, what is to be found in it, and what is left of it."""
    return (
        re.sub("[⟦⟧]", "", line),
        re.findall("⟦(.*?)⟧", line, re.DOTALL),
        re.sub("⟦.*?⟧", MARK, line, flags=re.DOTALL),
    )


def texts() -> list[str]:
    """Return the text of each case, alone and in sentences."""
    alone = [*(text for text, _ in ALONE), *KEPT]
    within = (AROUND[0].format(text) for text in alone)
    return [*alone, *within, *(text for text, _ in SENTENCES), *(marked(line)[0] for line in [*LINES, *ODD])]


def _day(number: Number) -> date:
    return date(1990, 1, 1) + timedelta(days=number.randrange(45 * 365))


def _clock(number: Number, between: str = "") -> str:
    return f"{number.randrange(24):02}{between}{number.randrange(60):02}"


LOOKALIKES: dict[str, Maker] = {
    "period": lambda number: f"Gäller {_day(number)}{number.choice(DASHES)}{_day(number)}, se sid 3",
    "dates side by side": lambda number: f"{_day(number)}{number.choice(SIDE_BY_SIDE)}{_day(number)}",
    "dates, day first": lambda number: (
        f"{_day(number):%d-%m-%Y}{number.choice((*SIDE_BY_SIDE, *DASHES))}{_day(number):%d-%m-%Y}"
    ),
    "dates without dashes": lambda number: (
        f"{_day(number):%Y%m%d}{number.choice((' ', '-', ', '))}{_day(number):%Y%m%d}"
    ),
    "date and clock": lambda number: f"{_day(number)} {_clock(number, number.choice(('', '.', ':')))}",
    "date and opening hours": lambda number: f"{_day(number)} {_clock(number)}-{_clock(number)}",
    "CPV": lambda number: f"0{number.choice('39')}{number.randrange(10**6):06}-{number.randrange(10)}",
    "TED": lambda number: f"{number.randrange(10**6):06}-{number.randrange(2010, 2031)}",
    "TED of eight digits": lambda number: f"{number.randrange(10**6):08}-{number.randrange(2024, 2031)}",
    "ISSN, bankgiro": lambda number: f"{number.randrange(10**4):04}-{number.randrange(10**4):04}",
    "case": lambda number: (
        f"{number.choice(('RS ', 'dnr ', ''))}{number.randrange(2000, 2031)}"
        f"-{number.randrange(10**4):04}-{number.randrange(10**4):04}"
    ),
    "customs code": lambda number: (
        f"0{number.randrange(10**3):03} {number.randrange(100):02} {number.randrange(100):02}"
    ),
    "organisation": lambda number: (
        f"{number.randrange(10, 100)}{number.randrange(2000, 10000)}-{number.randrange(10**4):04}"
    ),
    "eight digits": lambda number: f"0{number.randrange(10**7):07}",
}
"""Kind of text in which nothing is to be found → a text of it."""

UNITS = [
    "a",
    "1",
    "0",
    "1 ",
    "0-",
    "a.",
    "a@",
    "a@a.",
    "+46",
    "(",
    "850709-",
    "850709-9805-",
    "1 000 ",
    "08-17 ",
    "%2D",
    "&#64;",
    "001 ",
]
"""Texts that take long if a search is not linear, when they are repeated."""

PIECES = [
    *"01234567890123456789--–−⁻➖+./:,;_*'()[]{}<>@ \n\t\x00½²ﬁ⑫５٣𝟪৪߃😀𝐀漢",
    *"\x1f\x85\xa0\xad\u200b\u2028\u3000\ud83d",  # spaces, the invisible, and half a character
    *"a at Å å a\u030a .se snabel-a (at) punkt pnr tel kr dnr CPV faktura ring född sista fyra".split(),
    *"850709 9805 -1234 19 20 05 070 174 08 +46 %2D %40 &#64; &nbsp; \ufe0f\u20e3".split(),
]


def random_texts(count: int, seed: str) -> Iterator[str]:
    """Yield texts of small pieces, most of them with a case in it, whole or cut."""
    number, cases = random.Random(seed), texts()
    for place in range(count):
        parts = number.choices(PIECES, k=number.randrange(1, 24))
        for _ in range(place % 3):
            parts.insert(number.randrange(len(parts)), number.choice(cases)[number.choice((0, 0, 1, 2)) :])
        yield "".join(parts)


def damaged(name: str, count: int, seed: str, redact: Callable[[str], str]) -> list[str]:
    """Return the random texts of a kind that redaction changes."""
    number = random.Random(f"{name} {seed}")
    made = [LOOKALIKES[name](number) for _ in range(count)]
    return [text for text in made if redact(text) != text]
