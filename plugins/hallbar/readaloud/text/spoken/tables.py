"""The words that the rules use in one language: sv.toml and en.toml, side by side."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Tables = Mapping[str, Any]
"""The file of a language: table -> key -> spoken text."""


@cache
def tables_of(lang: str) -> Tables | None:
    """Return the tables of a language; None for a language without rules."""
    path = Path(__file__).with_name(f"{lang}.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else None
