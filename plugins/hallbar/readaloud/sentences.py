"""Where sentences begin and end, in Swedish and English."""

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset(
    "bl.a. t.ex. dvs. kl. ca. s.k. p.g.a. f.d. fr.o.m. t.o.m. resp. nr. kap. tel. jfr. enl. inkl. exkl."
    " dr. prof. mr. mrs. ms. e.g. i.e. no. vs. approx. incl. art. sec.".split()
)
"""Written with a full stop that never ends the sentence; "m.m." and "osv." may, before a capital letter."""

END = re.compile(r"""[.!?…]+["”’»)\]]*(?=\s+["“”‘’«(\[]?[A-ZÅÄÖ0-9])""")


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence in `text`, without the white space around it."""
    start = 0
    for match in END.finditer(text):
        if not _abbreviates(text[start : match.end()]):
            yield from _stripped(text, start, match.end())
            start = match.end()
    yield from _stripped(text, start, len(text))


def _abbreviates(sentence: str) -> bool:
    word = sentence.split()[-1].lstrip("(\"“”'’[").lower()
    return word in ABBREVIATIONS or re.fullmatch(r"[a-zåäö]\.", word) is not None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
