"""Errors that an editor can fix, raised so that MkDocs stops the build with one line and no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError


@contextmanager
def as_plugin_error(*errors: type[Exception], about: str = "") -> Iterator[None]:
    """Raise PluginError, whose message begins with `about`, for each of `errors` raised in the block."""
    try:
        yield
    except errors as error:
        raise PluginError(f"{about}{error}") from error
