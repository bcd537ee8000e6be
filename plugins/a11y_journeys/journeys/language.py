"""Language: of the page, of each text in it, and of the names of languages."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TypedDict

from a11y_journeys.journeys import journey, once_a_width
from a11y_journeys.language import LONG
from a11y_journeys.site import MISSING
from a11y_journeys.view import Problem
from a11y_journeys.visit import Visit, once_a_view

SHOWN = 60
"""Characters of a text in a message."""


class Text(TypedDict):
    """A text of the page."""

    place: str
    text: str
    lang: str
    """The language that its element or an ancestor declares."""
    own: bool
    """True if that is the language of the page, without a mark of its own."""
    home: int
    """Number of the group that a short text belongs to; negative without one."""


@journey("3.1.1", once_a_width)
def page_not_in_its_language(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 3.1.1: `<html lang>` chooses the voice; the 404 page is in the site's first language."""
    lang = visit.page.evaluate("() => document.documentElement.lang")
    missing = visit.view.path.endswith(MISSING) and visit.default_language
    if not lang or (missing and _base(lang) != _base(visit.default_language)) or _mistaken(visit):
        yield Problem("html", lang or "?")


@journey("3.1.2", once_a_width)
def text_not_in_its_language(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 3.1.2: a voice for one language that reads another aloud cannot be understood."""
    if not _mistaken(visit):
        yield from (Problem(text["place"], text["text"][:SHOWN]) for text in _foreign(visit))


@journey("3.1.2", once_a_width)
def language_name_without_lang(visit: Visit) -> Iterator[Problem]:
    """WCAG 2.2 3.1.2: a reader in search of a language recognises its name only in that language."""
    for found in visit.ask("languageNames.undeclared"):
        yield Problem(found["place"], f"{found['what']}: lang={found['lang']}")


@once_a_view
def _texts(visit: Visit) -> list[Text]:
    """Return the texts long enough to be sure of. Short ones that belong together are one."""
    texts = [_with(text, " ".join(text["text"].split())) for text in visit.ask("texts")]
    long = [text for text in texts if len(text["text"]) >= LONG]
    short: dict[tuple[int, str], list[Text]] = defaultdict(list)
    for text in texts:
        if len(text["text"]) < LONG and text["home"] >= 0:
            short[text["home"], text["lang"]].append(text)
    joined = [_with(some[0], ". ".join(text["text"] for text in some)) for some in short.values()]
    return long + [text for text in joined if len(text["text"]) >= LONG]


def _with(text: Text, content: str) -> Text:
    return {**text, "text": content}


@once_a_view
def _foreign(visit: Visit) -> list[Text]:
    """Return the texts in another language than they are declared to be in."""
    return [text for text in _texts(visit) if _is_foreign(visit, text)]


def _is_foreign(visit: Visit, text: Text) -> bool:
    lang, known = _base(text["lang"]), visit.memory.foreign
    if (lang, text["text"]) not in known:
        known[lang, text["text"]] = visit.in_another_language(text["text"], lang)
    return known[lang, text["text"]]


def _mistaken(visit: Visit) -> bool:
    """Return True if most of the text without a mark is in another language than the page declares."""
    own = [text for text in _texts(visit) if text["own"]]
    foreign = [text for text in _foreign(visit) if text["own"]]
    return 2 * _length(foreign) > _length(own)


def _length(texts: list[Text]) -> int:
    return sum(len(text["text"]) for text in texts)


def _base(lang: str) -> str:
    return lang.split("-")[0].lower()
