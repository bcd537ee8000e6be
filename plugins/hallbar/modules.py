"""The modules that scripts import: pages fetch them together with the scripts (`modulepreload`)."""

import re
from collections.abc import Callable, Iterable
from posixpath import dirname, join, normpath

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'](\.{1,2}/[^"']+)["']""")


def imported(scripts: Iterable[str], text: Callable[[str], str]) -> list[str]:
    """Return the URLs of all modules that scripts import, and those that these import, without the scripts.

    `text` returns the text of a script by its URL, empty if it is not one of the site.
    """
    first = [*scripts]
    found: dict[str, None] = dict.fromkeys(first)
    queue = [*first]
    while queue:
        path = queue.pop(0)
        targets = [normpath(join(dirname(path), address)) for address in IMPORT.findall(text(path))]
        fresh = [target for target in dict.fromkeys(targets) if target not in found]
        found |= dict.fromkeys(fresh)
        queue += fresh
    return [path for path in found if path not in first]
