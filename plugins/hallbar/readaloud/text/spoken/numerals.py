"""Roman numerals, where the words around them show that they are numbers."""

import re
from itertools import pairwise

from hallbar.readaloud.text.spoken.numbers import ordinal
from hallbar.readaloud.text.spoken.rule import Rule, rule
from hallbar.readaloud.text.spoken.tables import Tables

_NUMERAL = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


def value_of(letters: str) -> int:
    """Turn XIV into 14; return 0 for what is not a numeral."""
    values = [_VALUES[letter] for letter in letters] if _NUMERAL.fullmatch(letters) else []
    return sum(-value if value < after else value for value, after in pairwise([*values, 0]))


def rules(tables: Tables) -> list[Rule]:
    """Read “bilaga III” as a number, “Gustav III” as an ordinal; leave them alone elsewhere (“IV-dropp”)."""
    table = tables["roman"]
    kings, queens, genitive = table["kings"], table["queens"], table["genitive"]

    def count(match: re.Match[str]) -> str | None:
        values = [value_of(letters) for letters in match.group(2, 3) if letters]
        return f"{match[1]} " + f" {tables['says']['to']} ".join(map(str, values)) if all(values) else None

    def ruler(match: re.Match[str]) -> str | None:
        king, queen, letters, ending = match.groups()
        if not value_of(letters):
            return None
        place = ordinal(value_of(letters), tables)
        if king:
            place = tables["numbers"].get("male", {}).get(place, place)
        return f"{king or queen} {tables['says']['the']} {place}{(ending or '').removeprefix(':')}"

    return [
        rule("letter", rf"(?<!\w)((?i:{table['after']})) ([IVXLC]+)(?:[–-]([IVXLC]+))?(?!\w)", count),
        rule("letter", rf"(?<!\w)(?:({kings})|({queens})) ([IVX]+)({genitive})?(?![\w:])", ruler),
    ]
