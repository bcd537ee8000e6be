"""The part of a run that depends on how a site was made: a generator of sites brings its own."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from a11y_journeys import language, serving
from a11y_journeys.discovery import Listing
from a11y_journeys.element import Element
from a11y_journeys.site import Page, Site

Locate = Callable[[Page, Sequence[Element]], str]
"""Returns the file in which to fix an element, given its page and the element followed by its ancestors.

Without an element, the file for the page as a whole.
"""


class Adapter:
    """Any site. A generator of sites overrides what it knows better."""

    def served(self, folder: Path) -> AbstractContextManager[str]:
        """Serve a site in a folder for as long as it is checked; yields its address. May raise SiteError."""
        return serving.serving(serving.files(folder))

    def listing(self, address: str) -> Listing | None:  # noqa: ARG002
        """Return the pages and states that the site lists itself; None if it has no such list.

        Raises SiteError when the list cannot be used.
        """
        return None

    def locator(self, site: Site) -> Locate:  # noqa: ARG002
        """Return the function that names the file in which to fix an element."""
        return located

    def in_another_language(self, text: str, lang: str) -> bool:
        """Return True if a text is, almost certainly, in another language than `lang`."""
        return language.in_another_language(text, lang)


def located(page: Page, _ancestry: Sequence[Element]) -> str:
    """Return the file that the page is written in, or its path on the site."""
    return page.source or page.path
