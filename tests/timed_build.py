"""A program that builds a site, and prints the CPU seconds of the whole and of search in it, as JSON.

`python timed_build.py MKDOCS_YML TARGET`. Search is what its hooks take, with the processes that they start.
Parsing is not counted: an article is parsed once for search and for read-aloud.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from hallbar.parsing import parsed
from hallbar.search.plugin import SearchPlugin

spent = 0.0


def processor() -> float:
    """Return the CPU seconds of this process and of those that it has waited for."""
    return sum(os.times()[:4])


def timed(hook: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(hook)
    def run(*arguments: Any, **named: Any) -> Any:
        global spent
        if hook.__name__ == "on_page_content":
            parsed(arguments[1])
        begun = processor()
        try:
            return hook(*arguments, **named)
        finally:
            spent += processor() - begun

    return run


def main(settings: str, target: str) -> None:
    for name, hook in vars(SearchPlugin).copy().items():
        if name.startswith("on_"):
            setattr(SearchPlugin, name, timed(hook))
    config = load_config(settings, site_dir=target)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    json.dump({"build": processor(), "search": spent}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
