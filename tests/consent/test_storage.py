"""The register of what may be stored: merged, complete, and with a version that changes when it should."""

from dataclasses import replace
from pathlib import Path

import pytest

from hallbar.consent.storage import Category, Key, Register, StorageError, merged
from support import PLUGINS, functions

LANGUAGES = ["sv", "en"]
FILES = sorted(PLUGINS.glob("*/storage.toml"))
KEY = Key(
    "hallbar.speed", "localStorage", "preferences", "remember-speed", 12, {"sv": "Minns", "en": "Remembers"}
)
CATEGORIES = {name: Category(name, {}, {}) for name in ("necessary", "preferences", "statistics")}
ADDED = """
gates = ["media"]
[[category]]
name = "media"
title = {sv = "Film", en = "Film"}
text = {sv = "Film", en = "Film"}
"""
COUNTED = """
[[key]]
name = "x"
kind = "cookie"
category = "media"
purpose = "y"
months = 1
text = {sv = "z", en = "z"}
"""


def register(*keys: Key) -> Register:
    return Register(list(keys), CATEGORIES)


def test_every_capabilitys_keys_are_merged() -> None:
    found = merged([*FILES, PLUGINS / "checks/storage.toml"], LANGUAGES)

    assert {key.name: key.owner for key in found.keys} == {
        "hallbar-consent": "consent",
        "hallbar.speed": "readaloud",
        "hallbar.position": "readaloud",
        "hallbar.answered": "feedback",
    }
    assert [category.name for category in found.asked] == ["preferences"]
    assert found.ungated == []


def test_every_key_names_a_test_that_exists() -> None:
    for key in merged(FILES, LANGUAGES).keys:
        path, name = key.test.split("::")
        assert name in functions(path.removeprefix("tests/")), key


@pytest.mark.parametrize(
    ("change", "asks_anew"),
    [
        ({"text": {"sv": "Annat", "en": "Other"}}, False),
        ({"test": "tests/other.py::test_other"}, False),
        ({"owner": "other"}, False),
        ({"name": "hallbar.tempo"}, True),
        ({"purpose": "sell-speed"}, True),
        ({"months": 24}, True),
        ({"category": "statistics"}, True),
        ({"kind": "cookie"}, True),
    ],
)
def test_the_version_changes_with_what_is_asked_and_not_with_its_wording(
    change: dict[str, object], asks_anew: bool
) -> None:
    changed = replace(KEY, **change)  # type: ignore[arg-type]
    assert (register(KEY).version != register(changed).version) is asks_anew


def test_a_new_key_asks_anew_and_a_necessary_one_does_not() -> None:
    other, necessary = replace(KEY, name="hallbar.other"), replace(KEY, category="necessary")

    assert register(KEY).version != register(KEY, other).version
    assert register(KEY, other).version == register(other, KEY).version
    assert register(KEY).version == register(necessary, KEY).version


def test_wording_of_a_category_asks_nobody_anew() -> None:
    reworded = CATEGORIES | {"preferences": Category("preferences", {"sv": "Val"}, {"sv": "Val"})}

    assert register(KEY).version == Register([KEY], reworded).version


def test_a_category_without_a_gate_needs_a_banner(tmp_path: Path) -> None:
    own = tmp_path / "storage.toml"
    own.write_text(ADDED.replace('gates = ["media"]', "") + COUNTED, "utf-8")
    assert [category.name for category in merged([*FILES, own], LANGUAGES).ungated] == ["media"]

    own.write_text(ADDED + COUNTED, "utf-8")
    assert merged([*FILES, own], LANGUAGES).ungated == []
    assert [category.name for category in merged([*FILES, own], LANGUAGES).asked] == ["media", "preferences"]


@pytest.mark.parametrize(
    "text",
    ["[[key]\n", '[[key]]\nname = "x"\n', '[[key]]\nnaem = "x"\n', "key = 3\n", "[[category]]\nname = 1"],
)
def test_a_fault_names_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "storage.toml").write_text(text, "utf-8")

    with pytest.raises(StorageError, match=str(tmp_path / "storage.toml")):
        merged([tmp_path / "storage.toml"], LANGUAGES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (COUNTED, "no [[category]] describes 'media', which x is of"),
        (ADDED + COUNTED.replace(', en = "z"', ""), "storage.toml: text of x is missing in en"),
        (
            ADDED.replace('title = {sv = "Film", ', "title = {") + COUNTED,
            "storage.toml: title of media is missing in sv",
        ),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "storage.toml").write_text(text, "utf-8")

    with pytest.raises(StorageError) as caught:
        merged([tmp_path / "storage.toml"], LANGUAGES)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
