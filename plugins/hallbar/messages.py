"""Messages to editors and operators, in Swedish or English: the files `messages.toml`.

They have the format of words.toml and other readers: a site cannot replace them, templates never get them.
`settings.message_language` chooses the language.
"""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from errno import errorcode
from functools import cache
from pathlib import Path

FILE = "messages.toml"
LANGUAGES = ("sv", "en")
VARIABLE = "HALLBAR_LANGUAGE"
LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables of the locale: the first that is set decides."""

Table = dict[str, dict[str, str]]
"""Key -> language -> text."""

_chosen: str | None = None


class LanguageError(Exception):
    """HALLBAR_LANGUAGE names a language that messages do not have; one line."""


class Messages:
    """The messages of a module: those of the nearest folder above it that has some, and the package's own."""

    def __init__(self, module: str) -> None:
        """`module` is its `__file__`."""
        nearest = next(folder / FILE for folder in Path(module).parents if (folder / FILE).exists())
        self._files = (nearest, Path(__file__).with_name(FILE))

    @property
    def table(self) -> Table:
        """Every message, key -> language -> text."""
        nearest, package = map(_read, self._files)
        return package | nearest

    @property
    def texts(self) -> dict[str, str]:
        """Every message in the chosen language, key -> text."""
        return {key: texts[language()] for key, texts in self.table.items()}

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a message in the chosen language, filled with `values`. Raises KeyError without one."""
        return self.table[key][language()].format(**values)


def language() -> str:
    """Return the language of messages."""
    return _chosen or preferred(None)


def preferred(option: str | None) -> str:
    """Return HALLBAR_LANGUAGE, else `option`, else the language of the locale, else English."""
    wanted = os.environ.get(VARIABLE)
    if wanted in LANGUAGES:
        return wanted
    locale = next(filter(None, map(os.environ.get, LOCALE)), "")
    return option or ("sv" if locale.startswith("sv") else "en")


def reason(error: OSError) -> str:
    """Return what the system says of an error, in the language of messages where we know it."""
    key = f"system_{errorcode.get(error.errno or 0, '').lower()}"
    texts = Messages(__file__).texts
    return texts.get(key, error.strerror or str(error))


def decimal(number: float, digits: int) -> str:
    """Return a number with so many decimals, as it is written in the language of messages."""
    return f"{number:.{digits}f}".replace(".", "," if language() == "sv" else ".")


def check() -> None:
    """Raise LanguageError if HALLBAR_LANGUAGE names a language that messages do not have."""
    wanted = os.environ.get(VARIABLE)
    if wanted and wanted not in LANGUAGES:
        raise LanguageError(Messages(__file__)("language_unknown", variable=VARIABLE, value=wanted))


def use(chosen: str | None) -> None:
    """Give messages in this language from now on; in the `preferred` one for None."""
    global _chosen  # one process speaks one language, in all its threads
    _chosen = chosen


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Give messages in this language for a while."""
    before = _chosen
    use(chosen)
    try:
        yield
    finally:
        use(before)


@cache
def _read(path: Path) -> Table:
    return tomllib.loads(path.read_text("utf-8"))
