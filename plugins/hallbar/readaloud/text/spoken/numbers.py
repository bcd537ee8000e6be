"""Numbers: digits stay digits, which voices read well; the signs in them become words."""

import re

from hallbar.readaloud.text.spoken.rule import Rule, any_of, rule
from hallbar.readaloud.text.spoken.tables import Tables

FREE = r"(?<![\w,.])"
"""A pattern before a number that is not part of a longer one."""


def number_pattern(tables: Tables) -> str:
    """Return the pattern of a number, with thousands in groups and with decimals."""
    group, decimal = f"[ {tables['numbers']['group']}]", re.escape(tables["numbers"]["decimal"])
    return rf"(?:\d{{1,3}}(?:{group}\d{{3}})+(?!\d)|\d+)(?:{decimal}\d+)?(?!\d|{decimal}\d)"


def spoken_number(written: str, tables: Tables) -> str:
    """Return a number without its groups, with a word for the decimal sign.

    English says decimals one by one.
    """
    table = tables["numbers"]
    whole, sign, decimals = written.replace(table["group"], "").replace(" ", "").partition(table["decimal"])
    if not sign:
        return whole
    spaced = " ".join(decimals) if table["decimal"] == "." else decimals
    return f"{whole} {tables['says']['decimal']} {spaced}"


def ordinal(value: int, tables: Tables) -> str:
    """Turn 1 into “first”, up to 199; larger ones stay (num2words has Swedish 20 and 40 wrong)."""
    table = tables["numbers"]
    if value < 20:
        return str(table["first"][value])
    if value < 100:
        tens, ones = divmod(value, 10)
        return (
            f"{table['tens'][tens - 2]}{table['join']}{table['first'][ones]}"
            if ones
            else table["tenths"][tens - 2]
        )
    whole, hundredth = table["hundred"]
    if value == 100:
        return str(hundredth)
    return f"{whole}{table['join'] and ' '}{ordinal(value - 100, tables)}" if value < 200 else str(value)


def rules(tables: Tables) -> list[Rule]:
    """Return the rules for ordinals, fractions and scales."""
    says = tables["says"]
    place = rf"(\d{{1,3}}){tables['numbers']['ordinal']}(?!\w)"
    return [
        rule("digit", place, lambda m: ordinal(int(m[1]), tables)),
        *_pointed(tables),
        *_fractions(tables),
        rule("digit", rf"(?<={says['scale']} )(\d+):(\d+)(?!\w)", lambda m: f"{m[1]} {says['to']} {m[2]}"),
    ]


def _pointed(tables: Tables) -> list[Rule]:
    """Say Swedish “1.200 kr”, though a point does not separate thousands; and “1800-t.”."""
    if tables["numbers"]["group"] != " ":
        return []
    money = "|".join([*tables["currencies"], "kr", "tkr", ":-"]).replace("$", r"\$")
    return [
        rule(
            "digit", rf"{FREE}\d{{1,3}}(?:\.\d{{3}})+(?= ?(?:{money})(?!\w))", lambda m: m[0].replace(".", "")
        ),
        rule(
            "letter", r"(?<=\d-)t\.?(?::(s))?(?!\w)", lambda m: f"{tables['numbers']['century']}{m[1] or ''}"
        ),
    ]


def _fractions(tables: Tables) -> list[Rule]:
    table = tables["fractions"]
    after = table | tables["mixed"]
    signs = "".join(sign for sign in table if len(sign) == 1)
    return [
        rule(
            "digit",
            rf"{FREE}(\d+) ?([{signs}])(?!\w)",
            lambda m: f"{m[1]} {tables['says']['and']} {after[m[2]]}",
        ),
        rule("letter digit", rf"{FREE}({any_of(table)})(?![\w/])(?! \d{{4}}| kl\b)", lambda m: table[m[1]]),
    ]
