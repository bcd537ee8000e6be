"""The options about personal details, read from mkdocs.yml; a mistake is one line with file and line."""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from hallbar import schema, settings

PLUGIN = "hallbar/feedback"
ROOT = ("plugins", PLUGIN)
"""Path of the options in mkdocs.yml."""


class Options(schema.Record, frozen=True):
    """The options, as written in mkdocs.yml."""

    decision: schema.Text = ""
    """The decision that their removal rests on, as it is named to citizens; empty: none is named."""
    contact_days: Annotated[int, Meta(ge=1, le=3650)] = 90
    """Days that the contact in a report is kept."""

    def decided(self, language: str) -> str:
        """Return the name of the decision in a language; that of the first language if it has none."""
        named = self.decision
        return named if isinstance(named, str) else named.get(language, next(iter(named.values()), ""))


def read(given: Mapping[str, object], config: str | None) -> Options:
    """Return the options of the plugin in mkdocs.yml at `config`; None in `given` is not set.

    Raises SchemaError.
    """
    file, text = settings.source(config)
    own = {name: given[name] for name in Options.__struct_fields__ if given.get(name) is not None}
    return schema.read(own, Options, file, text, ROOT)
