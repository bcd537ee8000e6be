"""The stop after an abbreviation: its own only, or also the full stop of the sentence."""

import re

from hallbar.readaloud.text.sentences import SOMETIMES, belongs

_REST = re.compile(r"""[\s"”’»)\]]*$""")
_WORD = re.compile(r"[^\W\d_]{3}")


def ends(match: re.Match[str]) -> bool:
    """Return True if the text ends with the match."""
    return bool(_REST.match(match.string, match.end()))


def alone(match: re.Match[str]) -> bool:
    """Return True if the text is no sentence: only the match, with a number or the like before it."""
    return ends(match) and not _WORD.search(match.string[: match.start()])


def stop(match: re.Match[str]) -> str:
    """Return “.” if the stop at the end of the match is also that of the sentence, else nothing."""
    if not match[0].endswith("."):
        return ""
    if ends(match):
        return "" if alone(match) else "."
    word = match[0].split()[-1]
    return "." if word.lower() in SOMETIMES and not belongs(word, match.string, match.end()) else ""
