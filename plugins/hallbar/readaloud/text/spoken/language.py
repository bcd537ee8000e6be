"""The house's words of one language: sv.toml and en.toml, side by side."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Tables = Mapping[str, Any]
"""A language's file: table -> key -> what is said."""


@cache
def tables_of(lang: str) -> Tables | None:
    """None for a language that the house has no rules for."""
    path = Path(__file__).with_name(f"{lang}.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else None
