"""The checks of `a11y_journeys`, for a site that we built: its manifest, services, templates and words."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from sys import executable
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from a11y_journeys import words
from a11y_journeys.adapter import Adapter, Locate
from a11y_journeys.child import running
from a11y_journeys.discovery import Listing
from a11y_journeys.errors import SiteError
from a11y_journeys.fetching import fetch, text
from a11y_journeys.site import Site
from a11y_journeys.state import State
from hallbar import manifest
from hallbar.checks.locate import Locator
from hallbar.checks.rules.language import in_another_language
from hallbar.messages import Messages

if TYPE_CHECKING:
    from subprocess import Popen

message = Messages(__file__)
PATIENCE = 20
"""Seconds for the server to start."""
ADDRESS = re.compile(r"http://\S+")
SWEDISH = Path(__file__).with_name("journeys.toml")


class SiteOfOurs(Adapter):
    """A site that `hallbar build` has built; any other site is checked as any other."""

    def __init__(self, config: Path = Path("mkdocs.yml")) -> None:
        """`config`: names the folder of the site's own templates, `theme.custom_dir`."""
        self._config = config

    @contextmanager
    def served(self, folder: Path) -> Iterator[str]:
        """Serve the site with its services, in a process of its own that forgets all answers."""
        options = ["--site", str(folder), "--port", "0", "--data"]
        with (
            TemporaryDirectory() as data,
            Path(data, "output").open("w", encoding="utf-8") as output,
            running([executable, "-m", "hallbar.cli", "serve", *options, data], stdout=output) as server,
        ):
            yield _started(server, Path(data, "output"))

    def listing(self, address: str) -> Listing | None:
        """Return the pages of the manifest, and the states of the capabilities in it."""
        file = urljoin(address, manifest.FILE)
        found = text(file)
        try:
            known = manifest.parsed(found, file) if found else None
        except manifest.ManifestError as error:
            raise SiteError(str(error)) from error
        if known is None:
            return None
        pages = {urljoin(address, path.lstrip("/")): page.source for path, page in known.pages.items()}
        return Listing(pages, states_of(known.capabilities))

    def locator(self, site: Site) -> Locate:
        """Return the function that names the template or the Markdown. Raises SettingsError."""
        return Locator(self._config.parent, site, self._config.name)

    def in_another_language(self, text: str, lang: str) -> bool:
        """Return True if a text is in another language, by frequent words before the detector is asked."""
        return in_another_language(text, lang)


def _started(server: "Popen[str]", output: Path) -> str:
    """Return the address that the server prints, once it answers: the site may be below a path."""
    until = monotonic() + PATIENCE
    while not (printed := ADDRESS.search(output.read_text("utf-8"))):
        if server.poll() is not None or monotonic() > until:
            raise SiteError(message("site_not_served"))
        sleep(0.02)
    start = fetch(printed[0])
    if start is None:
        raise SiteError(message("site_silent", address=printed[0]))
    return start.url


def states_of(capabilities: Sequence[str]) -> list[State]:
    """Return the states of capabilities, as `states.py` of each lists them."""
    modules = [f"hallbar.{name}.states" for name in capabilities]
    return [state for name in modules if find_spec(name) for state in import_module(name).STATES]


def words_in(language: str) -> words.Words:
    """Return the words of reports and messages in Swedish or English."""
    return words.read(SWEDISH, language) if language == "sv" else words.ENGLISH
