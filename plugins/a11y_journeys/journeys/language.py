"""Language: of the page, of each text in it, and of the names of languages."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from a11y_journeys.journeys import journey, once_a_width
from a11y_journeys.look import Fault
from a11y_journeys.visit import Visit
from hallbar.checks.rules.language import LONG, in_another_language

Text = dict[str, Any]
SHOWN = 60


@journey("3.1.1", once_a_width)
def page_not_in_its_language(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 3.1.1: `<html lang>` chooses the voice; the missing page has the site's first language."""
    lang = visit.page.evaluate("() => document.documentElement.lang")
    missing = visit.look.path.endswith("404.html") and visit.default_language
    if not lang or (missing and _base(lang) != _base(visit.default_language)) or _mistaken(visit):
        yield Fault("html", lang or "?")


@journey("3.1.2", once_a_width)
def text_not_in_its_language(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 3.1.2: a Swedish voice that reads English aloud cannot be understood."""
    if not _mistaken(visit):
        yield from (Fault(text["place"], text["text"][:SHOWN]) for text in _foreign(visit))


@journey("3.1.2", once_a_width)
def language_name_without_lang(visit: Visit) -> Iterator[Fault]:
    """WCAG 2.2 3.1.2: who looks for a language hears its name in it, or does not know it."""
    for found in visit.ask("languageNames.undeclared"):
        yield Fault(found["place"], f"{found['what']}: lang={found['lang']}")


def _texts(visit: Visit) -> list[Text]:
    """Texts long enough to be sure of. Short ones that stand together are one."""
    if "texts" not in visit.notes:
        texts = [text | {"text": " ".join(text["text"].split())} for text in visit.ask("texts")]
        long = [text for text in texts if len(text["text"]) >= LONG]
        short: dict[tuple[int, str], list[Text]] = defaultdict(list)
        for text in texts:
            if len(text["text"]) < LONG and text["home"] >= 0:
                short[text["home"], text["lang"]].append(text)
        joined = [some[0] | {"text": ". ".join(text["text"] for text in some)} for some in short.values()]
        visit.notes["texts"] = long + [text for text in joined if len(text["text"]) >= LONG]
    found: list[Text] = visit.notes["texts"]
    return found


def _foreign(visit: Visit) -> list[Text]:
    """Those in another language than they are said to be in."""
    if "foreign" not in visit.notes:
        visit.notes["foreign"] = [text for text in _texts(visit) if _is_foreign(visit, text)]
    found: list[Text] = visit.notes["foreign"]
    return found


def _is_foreign(visit: Visit, text: Text) -> bool:
    key = f"language {_base(text['lang'])} {text['text']}"
    if f"{key} other" in visit.judged:
        return True
    if key in visit.judged:
        return False
    other = in_another_language(text["text"], _base(text["lang"]))
    visit.judged.update([key, *([f"{key} other"] if other else [])])
    return other


def _mistaken(visit: Visit) -> bool:
    """Whether most of what is not marked is in another language than the page says it is."""
    own = [text for text in _texts(visit) if text["own"]]
    foreign = [text for text in _foreign(visit) if text["own"]]
    return 2 * _length(foreign) > _length(own)


def _length(texts: list[Text]) -> int:
    return sum(len(text["text"]) for text in texts)


def _base(lang: str) -> str:
    return lang.split("-")[0].lower()
