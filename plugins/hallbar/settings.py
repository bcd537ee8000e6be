"""mkdocs.yml as data, for commands that run without a build and for messages that name its lines."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from hallbar import messages
from hallbar.messages import Messages

message = Messages(__file__)


class SettingsError(Exception):
    """mkdocs.yml cannot be read: one line with file and line."""


class _TwiceError(yaml.constructor.ConstructorError):  # type: ignore[misc]
    """A name is used twice."""


class _Loader(yaml.SafeLoader):  # type: ignore[misc]
    """A YAML loader that ignores tags (`!ENV`, `!!python/name:`), so that reading runs no code."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Raise an error for a name that is used twice. YAML itself silently takes the last one."""
        seen: dict[object, yaml.Node] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen and key.value != "<<":
                first = seen[key.value].start_mark.line + 1
                problem = message("twice_first", name=key.value, line=first)
                raise _TwiceError(problem=problem, problem_mark=key.start_mark)
            if isinstance(key, yaml.ScalarNode):
                seen[key.value] = key
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)  # noqa: ARG005


def load(path: Path) -> dict[str, Any]:
    """Return the settings; empty if the file is missing. Raises SettingsError."""
    try:
        settings = yaml.load(path.read_text("utf-8"), _Loader) if path.is_file() else {}  # noqa: S506 a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        what = error.problem or error.context or ""
        if isinstance(error, _TwiceError):
            raise SettingsError(f"{path}:{line}: {what}") from error
        raise SettingsError(message("not_yaml", file=path, line=line, what=what)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(message("not_utf8", file=path, line=line)) from error
    except yaml.YAMLError as error:
        raise SettingsError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(settings or {}, dict):
        raise SettingsError(message("no_settings_table", file=path))
    if not isinstance((settings or {}).get("extra") or {}, dict):
        raise SettingsError(message("no_extra_table", file=path))
    return settings or {}


def source(path: str | None) -> tuple[str, str]:
    """Return the path of mkdocs.yml from the current folder, as messages name it, and its text."""
    if not path or not Path(path).is_file():
        return "mkdocs.yml", ""
    return os.path.relpath(path), Path(path).read_text("utf-8")


def plugin(settings: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the settings of one plugin."""
    listed = settings.get("plugins") or []
    for entry in [listed] if isinstance(listed, dict) else listed:
        if isinstance(entry, dict) and name in entry:
            return entry[name] or {}
    return {}


def line_of_plugin(text: str, name: str) -> int:
    """Return the line of a plugin in the text of mkdocs.yml; 1 if it is not found.

    MkDocs finds `material/search` by the name `search` too.
    """
    names = "|".join(map(re.escape, [name, name.rpartition("/")[2]]))
    entry = rf"(?m)^plugins:(?s:.*?)[-,\[{{\s][\"']?(?P<name>/?(?:{names}))[\"']?[ \t]*(?=[]:,}}#]|$)"
    found = re.search(entry, text)
    return text.count("\n", 0, found.start("name") if found else 0) + 1


def message_language(config: Path) -> str:
    """Return the language of messages: HALLBAR_LANGUAGE, the option of hallbar/checks, the locale's, English.

    Never raises: a broken file is reported by the command that needs it, in the language of the locale.
    """
    option = None
    with suppress(Exception):
        if os.environ.get(messages.VARIABLE) not in messages.LANGUAGES and config.is_file():
            option = plugin(load(config), "hallbar/checks").get("language", "sv")
    return messages.preferred(option if option in messages.LANGUAGES else None)
