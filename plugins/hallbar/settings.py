"""mkdocs.yml as data, for commands that work without a build."""

from pathlib import Path
from typing import Any

import yaml


class SettingsError(Exception):
    """mkdocs.yml cannot be read; one line with file and line."""


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """Reads mkdocs.yml without running what its tags (`!ENV`, `!!python/name:`) name."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)  # noqa: ARG005


def load(path: Path) -> dict[str, Any]:
    """The settings; none where the file is missing. Raises SettingsError."""
    try:
        settings = yaml.load(path.read_text("utf-8"), _Loader) if path.is_file() else {}  # noqa: S506 a safe loader
    except yaml.YAMLError as error:
        raise SettingsError(f"{path}: {' '.join(str(error).split())}") from error
    return settings or {}


def plugin(settings: dict[str, Any], name: str) -> dict[str, Any]:
    """A plugin's own settings."""
    listed = settings.get("plugins") or []
    for entry in [listed] if isinstance(listed, dict) else listed:
        if isinstance(entry, dict) and name in entry:
            return entry[name] or {}
    return {}
