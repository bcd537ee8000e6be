"""A program that builds a site, and prints the seconds of the whole and of search in it, as JSON.

`python timed_build.py MKDOCS_YML TARGET`. Search is what its hooks take, with the processes that they start
and the reading of articles, which it shares with no other capability. Each is CPU seconds, then seconds.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config

from hallbar.search.plugin import SearchPlugin

spent = [0.0, 0.0]


def clocks() -> tuple[float, float]:
    """Return the CPU seconds of this process and of those that it has waited for, and those of the clock."""
    return sum(os.times()[:4]), time.monotonic()


def timed(hook: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(hook)
    def run(*arguments: Any, **named: Any) -> Any:
        begun = clocks()
        try:
            return hook(*arguments, **named)
        finally:
            spent[:] = (before + now - then for before, now, then in zip(spent, clocks(), begun, strict=True))

    return run


def main(settings: str, target: str) -> None:
    for name, hook in vars(SearchPlugin).copy().items():
        if name.startswith("on_"):
            setattr(SearchPlugin, name, timed(hook))
    os.environ.setdefault("HALLBAR_SOUND", "off")  # sound of many pages takes far longer
    begun = time.monotonic()
    config = load_config(settings, site_dir=target)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    processor, now = clocks()
    json.dump({"build": (processor, now - begun), "search": spent}, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
