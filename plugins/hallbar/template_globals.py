"""The global `hallbar` in Jinja templates, with an attribute and a template folder for each capability."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader


def add(env: Environment, lang: str, root: Path, name: str, **values: object) -> None:
    """Set `hallbar.<name>` to `values`, and let templates be included by their path below `root`.

    The first call also sets `hallbar.lang`. The site's own templates and the theme's go before ours.
    """
    shared: Any = env.globals.setdefault("hallbar", SimpleNamespace())
    if not vars(shared):
        vars(shared).update(lang=lang, templates=FileSystemLoader([]))
        env.loader = ChoiceLoader([*([env.loader] if env.loader else []), shared.templates])
    if str(root) not in shared.templates.searchpath:
        shared.templates.searchpath.append(str(root))
    setattr(shared, name, SimpleNamespace(**values))
