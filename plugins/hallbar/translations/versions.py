"""The versions of a page: the same page in each language of the site."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """One page in one language of the site."""

    lang: str
    name: str
    """Name of the language in the language itself: Svenska, English."""
    url: str
    """URL from the site's root, without a leading slash: `""`, `en/kontakt/`."""
    translated: bool
    """False if there is no translation, so that the text is shown in another language."""


def versions(url: str, here: str, names: Mapping[str, str], translated: Mapping[str, bool]) -> list[Version]:
    """Return the versions of the page at `url` in language `here`; `names` has the default language first.

    URLs of the default language begin at the root, those of every other below its code.
    """
    default = next(iter(names))
    path = url if here == default else url.removeprefix(f"{here}/")
    return [
        Version(lang, name, path if lang == default else f"{lang}/{path}", translated.get(lang, False))
        for lang, name in names.items()
    ]
