"""The entries of the lexicon as a rule."""

import re
from collections.abc import Mapping

from hallbar.readaloud.text.spoken.rule import Rule, rule


def rules(entries: Mapping[str, str]) -> list[Rule]:
    """Return one rule for all entries (written form -> spoken form), which tries the longest first."""
    if not entries:
        return []

    def says(match: re.Match[str]) -> str:
        written = match[1]
        small = written[0].lower() + written[1:]
        return entries.get(written) or entries[small][0].upper() + entries[small][1:]

    every = "|".join(_form(written) for written in sorted(entries, key=len, reverse=True))
    return [rule("letter digit sign", rf"(?<!\w)({every})(?!\w)", says)]


def _form(written: str) -> str:
    first = f"(?i:{written[0]})" if written[0].islower() else re.escape(written[0])
    return first + re.escape(written[1:]).replace(r"\ ", " ")
