"""Links in Markdown to the forms of the service: `[Rapportera ett fel](feedback:report)`.

They depend on the page, its language and where the site is on its server, so an editor cannot write them.
"""

import os
import re
from collections.abc import Callable

from hallbar import schema

FORMS = {"report": "feedback/report", "answer": "feedback/"}
"""Name in a link -> path of the form, below the site's root."""
_LINK = re.compile(r'(<a\b[^>]*\bhref=")feedback:([^"]*)"')


class LinkError(Exception):
    """A link names no form: one line with file and line."""


def linked(html: str, address: Callable[[str], str], file: str, text: str) -> str:
    """Return the HTML of an article with its links to forms, each leading to `address(path of the form)`.

    `file` is the file of its Markdown, `text` the Markdown, for messages. Raises LinkError.
    """

    def link(found: re.Match[str]) -> str:
        name = found[2]
        if name not in FORMS:
            line = text.count("\n", 0, max(text.find(f"feedback:{name}"), 0)) + 1
            what = schema.unknown(f"feedback:{name}", [f"feedback:{form}" for form in FORMS])
            raise LinkError(f"{os.path.relpath(file)}:{line}: {what}")
        return f'{found[1]}{address(FORMS[name])}"'

    return _LINK.sub(link, html)
