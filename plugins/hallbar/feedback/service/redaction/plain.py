"""The text as it is searched, lower-case ASCII with one kind of dash, space and digit, and a map back."""

import re
import unicodedata
from collections.abc import Iterable
from html.entities import html5
from urllib.parse import unquote

Span = tuple[int, int]

OTHER = "\x1a"
"""Any other character: SUBSTITUTE, which no pattern mentions."""
TAKEN = "\x1c"
"""A character of what was found or kept by an earlier step."""

_ALIKE = {
    **dict.fromkeys("−⁃˗➖", "-"),
    **dict.fromkeys("·•∙⋅。", "."),
    **dict.fromkeys("‘’‚‛′`", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("\n\x85\u2028\u2029", "\n"),
    "⁄": "/",
    "∕": "/",
    "➕": "+",
}
_INVISIBLE = ("Cf", "Mn", "Me")  # zero-width characters, soft hyphens, accents, the key around an emoji digit
_CATEGORIES = {"Pd": "-", "Cc": " ", "Zs": " ", "L": "x", "Sc": "$"}
# Characters written as others: in addresses (RFC 3986, UTF-8) and in HTML.
ENCODED = re.compile(
    r"%[0-7][0-9a-f] | %(?:c[2-9a-f]|d[0-9a-f])%[89ab][0-9a-f] | %e[0-9a-f](?:%[89ab][0-9a-f]){2}"
    r"| &[#](?:[0-9]{1,6}|x[0-9a-f]{1,5});"
    r"| &(?:amp|commat|period|nbsp|ndash|mdash|minus|hyphen|dash|shy|plus);",
    re.VERBOSE | re.IGNORECASE,
)
# Without one of these nothing is found: nearly all comments are finished after one search.
SUSPICIOUS = re.compile(r"[0-9@&] | snabel | [(\[{<]\s?a(?:t|\s?[)\]}>]) | [^a-z]at[^a-z]", re.VERBOSE)
LETTER_FOR_DIGIT = re.compile(r"(?:^|[^a-z])[ol](?=[0-9])|[0-9][ol](?![a-z])")


def is_suspicious(text: str) -> bool:
    """Return False if a text certainly holds no personal data that can be found."""
    return SUSPICIOUS.search(text.translate(_PLAIN)) is not None


def plain_text(text: str) -> tuple[str, list[int], list[int]]:
    """Return the text as it is searched, and the start and end in `text` of each of its characters."""
    pieces: list[tuple[str, int, int]] = []
    end = 0
    for encoded in ENCODED.finditer(text):
        pieces += _pieces(text, end, encoded.start())
        pieces += [(piece, *encoded.span()) for piece in _decoded(encoded[0]).translate(_PLAIN)]
        end = encoded.end()
    pieces += _pieces(text, end, len(text))
    searched = "".join(piece for piece, _, _ in pieces)
    searched = LETTER_FOR_DIGIT.sub(
        lambda found: found[0][:-1] + ("0" if found[0][-1] == "o" else "1"), searched
    )
    return searched, [start for _, start, _ in pieces], [end for _, _, end in pieces]


def covered(searched: str, spans: Iterable[Span]) -> str:
    """Return a text with `TAKEN` for each character of spans, which are in order."""
    pieces, done = [], 0
    for start, end in spans:
        pieces += [searched[done:start], TAKEN * (end - start)]
        done = end
    return "".join([*pieces, searched[done:]])


def _pieces(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [(piece, at, at + 1) for at in range(start, end) for piece in _PLAIN[ord(text[at])]]


def _decoded(encoded: str) -> str:
    if encoded[0] == "%":
        return unquote(encoded)
    name = encoded[1:].lower()
    if name[0] != "#":
        return html5[name]
    code = int(name[2:-1], 16) if name[1] == "x" else int(name[1:-1])
    return chr(code)


class _Plain(dict[int, str]):
    """Code point → the characters that it is searched as, for `str.translate`. Common ones are remembered."""

    def __missing__(self, code: int) -> str:
        pieces = unicodedata.normalize("NFKD", chr(code)).lower()
        found = "".join(map(_plain_character, pieces))
        if code < 0x3000:
            self[code] = found
        return found


_PLAIN = _Plain()


def _plain_character(character: str) -> str:
    if " " <= character <= "~" and character != "`":
        return character
    if alike := _ALIKE.get(character):
        return alike
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    digit = unicodedata.decimal(character, None)
    return _CATEGORIES.get(category, _CATEGORIES.get(category[0], OTHER)) if digit is None else str(digit)
