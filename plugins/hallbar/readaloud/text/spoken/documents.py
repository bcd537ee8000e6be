"""Numbers of laws, directives, sections, standards and versions."""

import re

from hallbar.readaloud.text.spoken.numbers import FREE, ordinal, spoken_number
from hallbar.readaloud.text.spoken.rule import Rule, rule
from hallbar.readaloud.text.spoken.stops import stop
from hallbar.readaloud.text.spoken.tables import Tables

_NUMBERS = rf"{FREE}\d{{2,4}}(?:/\d{{2,4}})+"


def rules(tables: Tables) -> list[Rule]:
    """Return the rules for 2018:1937, 2014/24/EU, EN 301 549, 3 § 2 st.; tried after those for dates."""
    colon = f" {tables['says']['colon']} "
    return [
        rule("digit", r"(?<=\b(?:EN|SS) )(\d{3}) (\d{3})(?!\d)", lambda m: f"{m[1]}, {m[2]}"),
        rule("sign", r"\((\d{4}:\d+)\)", lambda m: m[1].replace(":", colon)),
        rule(
            "digit",
            rf"{FREE}(\d{{3,4}}(?:/\d\d)?):(\d+)(?!\w)",
            lambda m: _spaced(m[1], tables) + colon + m[2],
        ),
        rule("digit", rf"{_NUMBERS}/(?=[A-Z]{{2}})|{_NUMBERS}(?![\w/])", lambda m: _spaced(m[0], tables)),
        *_sections(tables),
    ]


def versions(tables: Tables) -> list[Rule]:
    """Return the rules for 6.1.2; tried after those for amounts, as English 2.4 may be an amount."""

    def says(match: re.Match[str]) -> str:
        if match[0].count(".") == 1 and tables["numbers"]["decimal"] == ".":
            return spoken_number(match[0], tables)
        return match[0].replace(".", f" {tables['says']['point']} ")

    return [rule("digit", rf"{FREE}\d+(?:\.\d+)+(?!\w)", says)]


def _spaced(written: str, tables: Tables) -> str:
    """Turn 2014/24 into 2014 24; in Swedish with a comma where the voice would say one number: 2016, 679."""
    spaced = written.replace("/", " ")
    return re.sub(r"(?<=\d)(?= \d{3}(?!\d))", ",", spaced) if tables["numbers"]["group"] == " " else spaced


def _sections(tables: Tables) -> list[Rule]:
    """Say “§ 4”, “§§ 4–6”, “4 §”, “4–6 §§”, “3 § 2 st.”."""
    one, many, one_after, many_after = tables["law"]["paragraph"]
    names = {name: says for name, says in tables["law"].items() if name != "paragraph"}
    within = rf"(?:(?<=§ )|(?<={names.get('st', '§')} ))(\d+) ({'|'.join(names) or '(?!)'})(?!\w)\.?"
    after = re.compile(r"(?<!\d)\d{1,3}(?: [a-z])? ?$")  # “27 § 2 st.”, but “beslut 2025 § 23”
    return [
        rule("digit", within, lambda m: f"{ordinal(int(m[1]), tables)} {names[m[2]]}{stop(m)}"),
        rule("sign", r"§§\s?(?=\d)", f"{many} "),
        rule("sign", r"§ ?(?=\d)", lambda m: None if after.search(m.string[: m.start()]) else f"{one} "),
        rule("sign", "§§", many_after),
        rule("sign", "§", one_after),
    ]
