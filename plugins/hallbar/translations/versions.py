"""The same page in the site's languages, and which of them are true."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """One page in one language of the site."""

    lang: str
    name: str
    """The language's name in itself: Svenska, English."""
    url: str
    """From the site's root, without a leading slash: `""`, `en/kontakt/`."""
    true: bool
    """False where the text is shown in another language because it has not been translated."""


def versions(url: str, here: str, names: Mapping[str, str], translated: Mapping[str, bool]) -> list[Version]:
    """The versions of the page at `url` of language `here`; `names` has the default language first.

    The default language stands at the root, every other below its own name.
    """
    default = next(iter(names))
    path = url if here == default else url.removeprefix(f"{here}/")
    return [
        Version(lang, name, path if lang == default else f"{lang}/{path}", translated.get(lang, False))
        for lang, name in names.items()
    ]
