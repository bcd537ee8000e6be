"""Data that people write, read into typed objects. A mistake is one line: file, line and how to fix it."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

import msgspec

from hallbar.messages import Messages

message = Messages(__file__)
T = TypeVar("T")
KeyPath = Sequence[str | int]
"""Path to a value in the data: names in tables, numbers in lists."""
Text = str | dict[str, str]
"""One text for all languages, or language -> text."""

_FOUND = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<path>.*)`)?")
_STEP = re.compile(r"\.([\w-]+)|\[(\d+|\.\.\.)\]")


class SchemaError(Exception):
    """A mistake in what somebody wrote; one line."""


class _Unknown(str):
    """A message about a name that is not known, which has a line of its own in the file."""

    name: str


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table that may hold certain names only."""


def read(data: object, kind: type[T], file: str, text: str, root: KeyPath = ()) -> T:
    """Return `data` converted to `kind`: a Record, or a built-in type.

    `file` names the file in messages, `text` is its content, `root` the path to `data` in it.
    Raises SchemaError.
    """
    for place, name in _no_texts(data):
        raise error_at(file, text, [*root, *place], message("name_no_text", name=name))
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        found = _FOUND.fullmatch(str(error))
        assert found
        place, value, wanted = _followed(found["path"] or "", data, kind)
        raise error_at(file, text, [*root, *place], _plain(found["what"], value, wanted)) from error


def toml(path: Path) -> tuple[dict[str, Any], str]:
    """Return the data of a TOML file, and its text. Raises SchemaError, OSError."""
    try:
        text = path.read_text("utf-8-sig")  # some editors begin a file with a byte order mark
        return tomllib.loads(text), text
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise SchemaError(message("not_utf8", file=path, line=line)) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r" ?\(at line (\d+), column \d+\)| ?\(at end of document\)", str(error))
        line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
        what = str(error).replace(found[0], "") if found else str(error)
        raise SchemaError(message("not_toml", file=path, line=line, what=what)) from error


def error_at(file: str, text: str, path: KeyPath, what: str) -> SchemaError:
    """Return the error that says `what` is wrong at `path` in a file, with its line."""
    line = line_of(text, [*path, what.name] if isinstance(what, _Unknown) else path)
    place = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")
    return SchemaError(f"{file}:{line}: {place}: {what}" if place else f"{file}:{line}: {what}")


def unknown(name: object, known: Iterable[str]) -> str:
    """Return a message that a name is not known, with the name that may have been meant."""
    names = list(known)
    near = get_close_matches(str(name), names, n=1, cutoff=0.6)
    key = "unknown_near" if near else "unknown"
    said = _Unknown(message(key, name=name, near="".join(near), names=", ".join(names)))
    said.name = str(name)
    return said


def line_of(text: str, path: KeyPath) -> int:
    """Return the line of the last part of `path` found in a YAML or TOML text; 1 if none is found."""
    place = 0
    for part, following in zip(path, [*path, ""][1:], strict=True):
        if isinstance(part, str):
            named = rf"(?m)(?<![\w-])[\"']?{re.escape(part)}[\"']?[ \t]*(?=[]:=.])"
            found = [match.start() for match in re.finditer(named, text[place:])]
            number = following if isinstance(following, int) else 0
            if not found:
                break
            place += found[min(number, len(found) - 1)]
    return text.count("\n", 0, place) + 1


def _no_texts(data: object) -> Iterator[tuple[list[str | int], object]]:
    """Yield names in tables that are not text, with the path of the table (YAML reads `no:` as false)."""
    if isinstance(data, dict):
        for name, value in data.items():
            if not isinstance(name, str):
                yield [], name
            else:
                yield from (([name, *place], odd) for place, odd in _no_texts(value))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from (([number, *place], odd) for place, odd in _no_texts(value))


def _followed(path: str, value: Any, kind: Any) -> tuple[list[str | int], Any, Any]:
    """Follow a path in msgspec's notation. Return it as a key path, with the value there and its type."""
    place: list[str | int] = []
    for name, index in _STEP.findall(path):
        kind = next(filter(None, (_below(option, name or index) for option in _options(kind))))
        step = name or (_wrong(value, kind) if index == "..." else int(index))
        place.append(step)
        value = value[step]
    return place, value, kind


def _options(kind: Any) -> Iterator[Any]:
    """Yield the members of a union, or the type inside an annotated type."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) in (Union, UnionType):
        for option in get_args(kind):
            yield from _options(option)
    else:
        yield kind


def _below(kind: Any, step: str) -> Any:
    """Return the type one step below `kind`, or None. The step `...` means any value of a table."""
    origin, parts = get_origin(kind), get_args(kind)
    if step == "...":
        return parts[1] if origin is dict else None
    if step.isdigit():
        return parts[0] if origin in (list, tuple) else None
    return next((field.type for field in _fields(kind) if field.encode_name == step), None)


def _fields(kind: Any) -> Sequence[msgspec.structs.FieldInfo]:
    return msgspec.structs.fields(kind) if isinstance(kind, type) and issubclass(kind, Record) else ()


def _wrong(table: dict[str, Any], kind: Any) -> str:
    """Return the first name in a table whose value is not a `kind`."""
    for name, value in table.items():
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            return name
    return ""


def _plain(what: str, value: object, kind: Any) -> str:
    """Return msgspec's message in plain words, with what to write instead."""
    if found := re.search(r"unknown field `(.+)`", what):
        return unknown(found[1], [field.encode_name for one in _options(kind) for field in _fields(one)])
    if found := re.search(r"missing required field `(.+)`", what):
        return message("lacking", name=found[1])
    if "enum value" in what:
        return unknown(value, [str(choice) for option in _options(kind) for choice in get_args(option)])
    wanted = re.sub(r"`([^`]+)`", lambda match: _named(match[1]), re.sub(r"^Expected |, got .*$", "", what))
    wanted = wanted.replace("of length", message("of_length"))
    return message("wrong", value=_shown(value), wanted=wanted)


def _named(types: str) -> str:
    """Return the words for types as msgspec names them."""
    kinds = [name for name in types.split(" | ") if name != "null"]
    return message("or").join(message.texts.get(f"expected_{name}", name) for name in kinds)


def _shown(value: object) -> str:
    if value is None:
        return message("nothing")
    if isinstance(value, list | dict):
        return message("expected_array" if isinstance(value, list) else "expected_object")
    return message("quoted", value=value) if isinstance(value, str) else str(value)
