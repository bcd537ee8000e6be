"""The stop of an abbreviation: its own, or also the sentence's."""

import re

from hallbar.readaloud.text.sentences import SOMETIMES, belongs

_REST = re.compile(r"""[\s"”’»)\]]*$""")
_WORD = re.compile(r"[^\W\d_]{3}")


def ends(match: re.Match[str]) -> bool:
    """Whether the text ends with the match."""
    return bool(_REST.match(match.string, match.end()))


def alone(match: re.Match[str]) -> bool:
    """Whether the text is no sentence: nothing but the match and perhaps a number or the like."""
    return ends(match) and not _WORD.search(match.string[: match.start()])


def stop(match: re.Match[str]) -> str:
    """What is left of the stop that the match ends with: the sentence's own, if it ends here."""
    if not match[0].endswith("."):
        return ""
    if ends(match):
        return "" if alone(match) else "."
    word = match[0].split()[-1]
    return "." if word.lower() in SOMETIMES and not belongs(word, match.string, match.end()) else ""
