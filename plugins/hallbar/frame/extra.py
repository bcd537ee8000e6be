"""What a site says of itself under `extra` in mkdocs.yml: read once, each mistake one line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import field

from hallbar import schema, words
from hallbar.frame.colours import FILE, Colours, style, unreadable
from hallbar.messages import Messages
from hallbar.schema import Record, Text

message = Messages(__file__)
ICON = "assets/icon.svg"
"""The mark in the browser's tab that comes with the frame."""
SET_BY_OTHERS = ("alternate",)
"""Names that static-i18n adds to `extra`."""
IMAGES = (".svg", ".png", ".webp", ".jpg", ".ico")
PHONE = re.compile(r"\+?[\d ()\u2011-]{3,}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Contact(Record, frozen=True):
    """How citizens reach a person."""

    page: str = ""
    """A page below a language's folder: `contact.md`. Forms link to it."""
    phone: str = ""
    email: str = ""
    address: Text = ""


class Extra(Record, frozen=True):
    """The settings of the frame."""

    organisation: Text
    """Who is responsible for the site."""
    demonstration: bool = True
    """Show a notice that the site is an example, and keep search engines out."""
    footer: tuple[str, ...] = ()
    """Pages below a language's folder that every page links to at its end."""
    contact: Contact = Contact()
    logo: str = ""
    """An image below docs/, shown before the site's name."""
    icon: str = ""
    """An image below docs/, shown in the browser's tab."""
    colours: Colours = Colours()
    """Own colours, light and dark."""
    words: Any = None
    """Words of the product that the site says in its own way: see hallbar.words."""
    own: dict[str, Any] = field(default_factory=dict)
    """Values for the site's own templates."""


def read(
    given: Mapping[str, Any],
    file: str,
    text: str,
    languages: Iterable[str],
    known: Mapping[str, words.Table],
) -> Extra:
    """Return the settings in `given`; `known` are the words of the capabilities that are on.

    `file` is the name of mkdocs.yml in messages, `text` what stands in it. Raises schema.SchemaError.
    """
    own = {name: value for name, value in given.items() if name not in SET_BY_OTHERS}
    extra = schema.read(own, Extra, file, text, ["extra"])
    for place, what in _faults(extra, languages):
        raise schema.mistake(file, text, ["extra", *place], what)
    words.own(extra.words, file, text, known)
    return extra


def _faults(extra: Extra, languages: Iterable[str]) -> Iterator[tuple[schema.Place, str]]:
    if not extra.organisation or not str(extra.organisation).strip():
        yield ["organisation"], message("organisation_empty")
    texts = [(["organisation"], extra.organisation), (["contact", "address"], extra.contact.address)]
    for place, text in texts:
        for language in languages:
            if isinstance(text, dict) and not text.get(language):
                yield place, message("language_lacking", language=language, example=f"{language}: …")
    for where, name in files(extra):
        kinds = IMAGES if where[0] in ("logo", "icon") else (".md",)
        if not name.endswith(kinds):
            yield where, message("not_a_file", name=name, kinds=message("or").join(kinds))
    phone = extra.contact.phone
    if phone and not PHONE.fullmatch(phone):
        yield ["contact", "phone"], message("not_a_phone", phone=phone)
    email = extra.contact.email
    if email and not EMAIL.fullmatch(email):
        yield ["contact", "email"], message("not_an_email", email=email)
    for place, what in unreadable(extra.colours):
        yield ["colours", *place], what


def files(extra: Extra) -> Iterator[tuple[schema.Place, str]]:
    """Yield the files that the settings name, and where they do."""
    for number, page in enumerate(extra.footer):
        yield ["footer", number], page
    if extra.contact.page:
        yield ["contact", "page"], extra.contact.page
    for name in ("logo", "icon"):
        if image := getattr(extra, name):
            yield [name], image


def shown(extra: Extra, files: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return what templates show in a language; `files` are what the settings name, as MkDocs has it."""

    def said(text: Text) -> str:
        return text if isinstance(text, str) else text[language]

    return {
        "organisation": said(extra.organisation),
        "demonstration": extra.demonstration,
        "footer": [files[page].page for page in extra.footer],
        "contact": extra.contact,
        "address": said(extra.contact.address),
        "logo": files[extra.logo].url if extra.logo else "",
        "icon": files[extra.icon].url if extra.icon else ICON,
        "colours": FILE if style(extra.colours) else "",
        "own": extra.own,
    }
