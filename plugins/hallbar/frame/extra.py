"""The settings of a site under `extra` in mkdocs.yml. Each mistake is one line."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import field

from hallbar import schema, words
from hallbar.frame import colours
from hallbar.frame.colours import Colours
from hallbar.messages import Messages
from hallbar.schema import Record, Text

message = Messages(__file__)
ICON = "assets/icon.svg"
"""The icon in the browser's tab that comes with the frame."""
SET_BY_OTHERS = ("alternate",)
"""Names that static-i18n adds to `extra`."""
IMAGES = (".svg", ".png", ".webp", ".jpg", ".ico")
PHONE = re.compile(r"\+?[\d ()\u2011-]{3,}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Contact(Record, frozen=True):
    """Ways for citizens to reach a person."""

    page: str = ""
    """Path of a page below a language's folder: `contact.md`. Forms link to it."""
    phone: str = ""
    email: str = ""
    address: Text = ""


class Extra(Record, frozen=True):
    """The settings under `extra`."""

    organisation: Text
    """Name of the organisation responsible for the site."""
    demonstration: bool = True
    """True to show a notice that the site is an example, and keep search engines away."""
    footer: tuple[str, ...] = ()
    """Paths of pages below a language's folder, linked in every footer, beside that of `contact`."""
    contact: Contact = Contact()
    logo: str = ""
    """Path of an image below docs/, shown before the site's name."""
    icon: str = ""
    """Path of an image below docs/, shown in the browser's tab."""
    colours: Colours = Colours()
    """The site's own colours, light and dark."""
    words: Any = None
    """Words of the product that the site replaces: see hallbar.words."""
    own: dict[str, Any] = field(default_factory=dict)
    """Values for the site's own templates."""


def read(
    given: Mapping[str, Any],
    file: str,
    text: str,
    languages: Iterable[str],
    known: Mapping[str, words.Table],
) -> Extra:
    """Return the settings in `given`; `known` holds the words of the enabled capabilities.

    `file` names mkdocs.yml in messages, `text` is its content. Raises schema.SchemaError.
    """
    own = {name: value for name, value in given.items() if name not in SET_BY_OTHERS}
    extra = schema.read(own, Extra, file, text, ["extra"])
    for path, what in _mistakes(extra, languages):
        raise schema.error_at(file, text, ["extra", *path], what)
    words.read_overrides(extra.words, file, text, known)
    return extra


def _mistakes(extra: Extra, languages: Iterable[str]) -> Iterator[tuple[schema.KeyPath, str]]:
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
    for path, what in colours.mistakes(extra.colours):
        yield ["colours", *path], what


def files(extra: Extra) -> Iterator[tuple[schema.KeyPath, str]]:
    """Yield each file that a setting names, with the path of the setting."""
    for number, page in enumerate(extra.footer):
        yield ["footer", number], page
    if extra.contact.page:
        yield ["contact", "page"], extra.contact.page
    for name in ("logo", "icon"):
        if image := getattr(extra, name):
            yield [name], image


def template_values(extra: Extra, files: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the values for templates in a language. `files`: name in the settings -> MkDocs' file."""

    def translated(text: Text) -> str:
        return text if isinstance(text, str) else text[language]

    linked = extra.footer if extra.contact.page in extra.footer else (extra.contact.page, *extra.footer)
    return {
        "organisation": translated(extra.organisation),
        "demonstration": extra.demonstration,
        "footer": [files[page].page for page in linked if page],
        "contact": extra.contact,
        "contact_page": files[extra.contact.page].page if extra.contact.page else None,
        "address": translated(extra.contact.address),
        "logo": files[extra.logo].url if extra.logo else "",
        "icon": files[extra.icon].url if extra.icon else ICON,
        "colours": colours.FILE if colours.stylesheet(extra.colours) else "",
        "own": extra.own,
    }
