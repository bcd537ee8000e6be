"""Mistakes of editors, each as one line with file, line and fix."""

import os
from collections.abc import Container, Iterable
from pathlib import Path

from hallbar.front_matter import Mistake, line_of
from hallbar.messages import Messages
from hallbar.settings import line_of_plugin, source

message = Messages(__file__)
OTHERS = ("search", "material/search")
"""Plugins with an index of their own, which no page of ours reads."""


class OtherSearchError(Exception):
    """Another search plugin is on; one line."""


def refuse_others(plugins: Container[str], settings: str) -> None:
    """Raise OtherSearchError if another search plugin is on: it serves nobody, and fails on our keys.

    `settings` is the path of mkdocs.yml.
    """
    for other in filter(plugins.__contains__, OTHERS):
        name, text = source(settings)
        raise OtherSearchError(
            f"{name}:{line_of_plugin(text, other)}: {message('other_search', plugin=other)}"
        )


def of_front_matter(mistakes: Iterable[Mistake], text: str, page: Path) -> list[str]:
    """Return the mistakes in the front matter of a page, whose text and path are given, in their order."""
    lines = sorted((line_of(text, mistake.path) + 1, mistake.text) for mistake in mistakes)
    return [f"{os.path.relpath(page)}:{line}: {what}" for line, what in lines]
