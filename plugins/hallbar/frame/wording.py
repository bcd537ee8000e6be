"""Names and dates as people write them."""

import re
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

TERRITORIES = {"sv": "sv_SE", "en": "en_GB"}
"""Languages whose customs differ by country: an authority here writes “23 November 2026”."""


def locale(lang: str) -> str:
    """Return the language with its territory, as in `og:locale`: sv_SE. Without one if none is known."""
    return TERRITORIES.get(lang, lang)


def day(value: object, lang: str) -> str:
    """Return a date in words, "23 november 2026"; what is no date, or has no known language, unchanged."""
    try:
        return (
            format_date(value, "long", Locale.parse(locale(lang))) if isinstance(value, date) else str(value)
        )
    except (UnknownLocaleError, ValueError):
        return str(value)


def genitive(name: str, lang: str) -> str:
    """Return the genitive of a name: Region Stockholms, Malmös, Borås, SKR:s; Region Stockholm’s.

    Swedish: no ending after s, x and z, and a colon after initials (Svenska skrivregler).
    Any other language than Swedish and English: unchanged.
    """
    if lang == "en":
        return f"{name}’" if name.endswith(("s", "S")) else f"{name}’s"
    if lang != "sv" or name.casefold().endswith(("s", "x", "z")):
        return name
    last = re.split(r"[\s-]", name)[-1]
    initials = len(last) > 1 and last.isupper()
    return f"{name}:s" if initials or not last[-1:].isalpha() else f"{name}s"
