"""The list of all pages from A to Ö, by titles and keywords, in the order of the alphabet of a language."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Protocol

from markupsafe import Markup

from hallbar.front_matter import KEY, read

LAST = {"sv": "åäö"}
"""Letters after z, in their order (Swedish: Svenska Akademiens ordlista)."""
LIKE = {"sv": {"ü": "y", "ű": "y", "æ": "ä", "ø": "ö", "œ": "ö", "ő": "ö"}}
"""Foreign letters and those that they are sorted as (Unicode CLDR, collation of Swedish)."""
EVERYWHERE = {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i"}
"""Letters that Unicode does not decompose."""
DIGITS = "0–9"
TOKEN = re.compile(r"(\d+)|([^\W\d_])|[\W_]+")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
SILENT = re.compile("[\u00ad\u200b-\u200d\ufeff'’]")
"""Characters that are ignored: soft hyphens, zero-width ones, apostrophes."""
SPACE = (0, 0, "")
Key = tuple[tuple[int, int, str], ...]
"""Place of each character: its kind (space, number, letter), its rank, and itself."""


class Page(Protocol):
    """A page of the site, with the attributes of MkDocs' Page."""

    @property
    def title(self) -> Any: ...

    @property
    def url(self) -> str: ...

    @property
    def meta(self) -> Mapping[str, Any]: ...

    @property
    def parent(self) -> Any: ...

    @property
    def file(self) -> Any: ...


@dataclass(frozen=True)
class Entry:
    """A link of the list."""

    text: str
    url: str
    """From the site's root."""
    lang: str = ""
    """Language of the page if it is not that of the list (WCAG 2.2 3.1.2)."""
    key: Key = ()
    """Place of its title or keyword in the alphabet."""


@dataclass(frozen=True)
class Letter:
    """The entries below one letter."""

    name: str
    """The letter, `0–9`, or empty for what begins with none."""
    id: str
    entries: tuple[Entry, ...]


def letters(pages: Iterable[Page], lang: str, see: str, without: Collection[str] = ()) -> list[Letter]:
    """Return the list of `pages` in a language.

    A keyword is an entry of its own, whose text is `see` with `keyword` and `title` filled in. A page in
    another language is listed by its title only: its keywords mean nothing to those who read this list. Left
    out are pages that want no search, and the URLs `without`.
    """
    listed = [
        page for page in pages if page.url not in without and not read(page.meta.get(KEY)).search.exclude
    ]
    entries = sorted(_entries(listed, lang, see.format), key=lambda entry: (entry.key, entry.text, entry.url))
    grouped = groupby(entries, lambda entry: initial(entry.key))
    return [Letter(name, name.lower().replace("–", "-") or "other", tuple(found)) for name, found in grouped]


def order(text: str, lang: str) -> Key:
    """Return the place of a text in the alphabet of `lang`: spaces first, then numbers by size, then letters.

    Case and accents count for nothing, but for the letters that end an alphabet.
    """
    tokens = TOKEN.findall(EDGES.sub("", _folded(text, lang)))
    return tuple(_of_number(number) if number else _of_letter(letter, lang) for number, letter in tokens)


def initial(key: Key) -> str:
    """Return the letter that a text is listed under; empty if it has neither letters nor digits."""
    kind, _, character = key[0] if key else SPACE
    return DIGITS if kind == 1 else character.upper()


def _of_number(digits: str) -> tuple[int, int, str]:
    number = digits.lstrip("0")
    return 1, len(number), number


def _of_letter(letter: str, lang: str) -> tuple[int, int, str]:
    """Return the place of a letter; of what is none, that of a space."""
    if not letter:
        return SPACE
    last = LAST.get(lang, "").find(letter) + 1
    return 2, ord("z") + last if last else ord(letter), letter


def _folded(text: str, lang: str) -> str:
    composed = unicodedata.normalize("NFKC", SILENT.sub("", text)).casefold()
    return "".join(_base(character, lang) for character in composed)


@cache
def _base(character: str, lang: str) -> str:
    """Return the letters that a character is sorted as."""
    if character in LAST.get(lang, ""):
        return character
    like = LIKE.get(lang, {}).get(character) or EVERYWHERE.get(character)
    apart = unicodedata.normalize("NFKD", like or character)
    return like or "".join(part for part in apart if not unicodedata.combining(part))


def _entries(pages: Iterable[Page], lang: str, see: Callable[..., str]) -> Iterator[Entry]:
    for page, name in _named([*pages]):
        language = str(getattr(page.file, "locale", None) or lang)
        yield Entry(name, page.url, "" if language == lang else language, order(name, lang))
        title = order(plain_title(page), lang)
        for keyword in read(page.meta.get(KEY)).search.keywords if language == lang else ():
            if (place := order(keyword, lang)) != title:
                yield Entry(see(keyword=keyword, title=name), page.url, key=place)


def _named(pages: list[Page]) -> Iterator[tuple[Page, str]]:
    """Yield each page with a name that no other has: its title, if need be with its section, or its URL.

    WCAG 2.2 2.4.9: links with the same text cannot be told apart in a list of links.
    """
    names = [plain_title(page) or _address(page) for page in pages]
    for beside in (_section, _address):
        count = Counter(name.casefold() for name in names)
        more = [
            beside(page) if count[name.casefold()] > 1 else ""
            for page, name in zip(pages, names, strict=True)
        ]
        names = [f"{name} ({text})" if text else name for name, text in zip(names, more, strict=True)]
    yield from zip(pages, names, strict=True)


def _section(page: Page) -> str:
    return plain_title(page.parent) if page.parent else ""


def _address(page: Page) -> str:
    return f"/{page.url}"


def plain_title(item: Any) -> str:
    """Return the title of a page or section as text; MkDocs takes one from a heading with its HTML."""
    return Markup(str(item.title or "")).striptags()  # noqa: S704 it is only stripped
