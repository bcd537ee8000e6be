"""Finds the beginning and end of each sentence, in Swedish and English.

Pure: takes text, yields places. A full stop ends a sentence if the text after it can begin one and the word
before it is not an abbreviation.
"""

import re
from collections.abc import Iterator

NEVER = frozenset(
    "St. adv. approx. avd. bl.a. ca. cf. d.v.s. dir. dnr. dr. dvs. e.g. enl. ev. excl. exkl. f.d. f.n."
    " f.ö. forts. fr.o.m. i.e. i.o.m. incl. inkl. jfr. jr. kand. kl. kv. m.a.o. m.h.a. mr. mrs. ms. mt."
    " nr. näml. o.d. p.g.a. pga. prof. prop. resp. s.a.s. s.k. sid. t.ex. t.h. t.o.m. t.v. tekn."
    " tel. tfn. u.a. utg. vol. vs.".split()
)
"""Abbreviations that never end a sentence. Those only used before a small letter are not needed here."""

SOMETIMES = frozenset(
    "a.d. a.m. b.c. co. corp. d.ä. d.y. e.d. e.dyl. e.kr. etc. f.kr. ff. inc. kap. ltd. m.fl. m.m."
    " o.dyl. o.s.v. osv. p.m. st. u.k. u.s.".split()
)
"""Abbreviations that may end a sentence: then the text after them begins with a capital letter."""

NUMBERED = frozenset(
    "ankn. app. apr. art. arts. aug. avsn. bet. bil. c. ch. chap. dec. feb. fig. figs. fn. fr. fre. jan. lat."
    " lör. m. mars. max. min. mom. mon. mån. no. nos. nov. okt. ons. onsd. p. para. paras. pl. pp. ref. reg."
    " regs. rskr. s. sch. sec. secs. sect. sept. sid. skr. sun. sön. t. tab. tabl. thu. thurs. tis. tisd."
    " tor. tors. torsd. tue. tues. v. vard. ver. vers. vån. wed. weds.".split()
)
"""Abbreviations if a number follows, else words or letters."""

SMALL, CAPITALS = "a-zåäöéüæø", "A-ZÅÄÖÉÜÆØ"
"""The letters of our languages, for character classes."""

STOP = re.compile(r"""[.!?…]+["”’»)\]]*(?=\s)""")
BEGINNING = re.compile(r"""\s+(?:[–—-]\s+)?["“”‘’«»(\[]*(?:[A-ZÅÄÖÉÜÆØ0-9§]|[a-zåäö]{1,2}[A-ZÅÄÖ])""")
"""The beginning of a sentence: a capital, a number, a name like eHälsomyndigheten; after quotes or a dash."""
CAPITAL = re.compile(r"""\s+["“”‘’«»(\[]*[A-ZÅÄÖÉÜÆØ]""")
GOES_ON = re.compile(
    r"\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Government|Congress|Department|Senate|Treasury)\b"
)
"""Names that follow an abbreviation within a sentence: 9 a.m. Monday, the U.S. Government."""
LAW = re.compile(r"\s+[A-ZÅÄÖ]{2}")
"""The name of a law after one of its parts: 9 kap. LOU."""
NUMBER = re.compile(r"\s+\d")
LETTERS = re.compile(r"(?:[^\W\d_]\.-?)+")
"""Initials: A. Lind, G.H. von Wright."""
LETTERED = re.compile(
    r"(?:alternativ|annex|appendix|bilaga|del|group|grupp|level|lot|nivå|option|part|plan|punkt)\s\w\.", re.I
)
"""Words that are followed by a letter as a number: bilaga A."""
POINT = re.compile(r"(?:^|:\s+)[\"“”(]*(?:§\s*)?(?:\d+(?:\.\d+)*|[a-z])(?:[.)]|\s+kap\.)$", re.I)
"""The number of a list item, section or chapter, which belongs to the sentence after it."""
SPACED = re.compile(r"(?:(?<![\w.])[^\W\d_]{1,2}\.\s)+[^\W\d_]{1,3}\.$")
"""An abbreviation written with spaces: bl. a."""


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence in `text`, without the white space around it."""
    start = 0
    for stop in STOP.finditer(text):
        if _ends(text[start : stop.end()], text, stop.end()):
            yield from _stripped(text, start, stop.end())
            start = stop.end()
    yield from _stripped(text, start, len(text))


def _ends(sentence: str, text: str, place: int) -> bool:
    """Return True if the sentence ends at the stop before `place`."""
    if not BEGINNING.match(text, place) or POINT.search(sentence.strip()):
        return False
    word = re.split(r"[\s(\[\"“”‘’«»–—]", sentence)[-1]
    if (spaced := SPACED.search(sentence)) and (
        whole := "".join(spaced[0].split())
    ).lower() in NEVER | SOMETIMES:
        word = whole
    return LETTERED.search(sentence[-20:]) is not None or not belongs(word, text, place)


def belongs(word: str, text: str, place: int) -> bool:
    """Return True if the stop belongs to the word: an abbreviation, or initials."""
    small = word.lower()
    if len(word) == 2 and word[0].isupper():
        return True
    if word in NEVER or small in NEVER:
        return True
    if small in SOMETIMES:
        return not CAPITAL.match(text, place) or bool(
            (LAW if small in ("kap.", "st.") else GOES_ON).match(text, place)
        )
    if small in NUMBERED:
        return bool(NUMBER.match(text, place))
    return bool(LETTERS.fullmatch(word)) and len(word) > 2


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    if part.strip():
        yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
