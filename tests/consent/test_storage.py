"""The register of keys: merged, complete, and with a version that changes when it should."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from hallbar.consent.storage import Category, Key, Register, merged
from hallbar.schema import SchemaError
from support import PLUGINS, functions

LANGUAGES = ["sv", "en"]
FILES = sorted(PLUGINS.glob("*/storage.toml"))
KEY = Key(
    *("hallbar.speed", "localStorage", "preferences", "remember-speed", 12),
    {"sv": "Minns", "en": "Remembers"},
    {"sv": "hastigheten", "en": "the speed"},
)
CATEGORIES = {name: Category(name, {}, {}) for name in ("necessary", "preferences", "statistics")}
CATEGORY = """[[category]]
name = "media"
title = {sv = "Film", en = "Film"}
text = {sv = "Film", en = "Film"}
"""
ENTRY = """[[key]]
name = "x"
kind = "cookie"
category = "media"
purpose = "y"
months = 1
text = {sv = "z", en = "z"}
remembers = {sv = "w", en = "w"}
"""
ADDED = 'gates = ["media"]\n' + CATEGORY


def register(*keys: Key) -> Register:
    return Register(list(keys), CATEGORIES)


def test_every_capabilitys_keys_are_merged() -> None:
    found = merged([*FILES, PLUGINS / "checks/storage.toml"], LANGUAGES)

    assert {key.name: key.owner for key in found.keys} == {
        "hallbar-consent": "consent",
        "hallbar.speed": "readaloud",
        "hallbar.positions": "readaloud",
        "hallbar.click": "readaloud",
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
        ({"remembers": {"sv": "farten", "en": "the pace"}}, False),
        ({"former": ("hallbar.rate",)}, False),
        ({"name": "hallbar.tempo"}, True),
        ({"purpose": "sell-speed"}, True),
        ({"months": 24}, True),
        ({"category": "statistics"}, True),
        ({"kind": "cookie"}, True),
    ],
)
def test_the_version_changes_with_purposes_and_not_with_wording(
    change: dict[str, object], asks_anew: bool
) -> None:
    changed = replace(KEY, **change)
    assert (register(KEY).version != register(changed).version) is asks_anew


def test_a_new_key_asks_again_unless_it_is_necessary() -> None:
    other, necessary = replace(KEY, name="hallbar.other"), replace(KEY, category="necessary")

    assert register(KEY).version != register(KEY, other).version
    assert register(KEY, other).version == register(other, KEY).version
    assert register(KEY).version == register(necessary, KEY).version


def test_new_wording_of_a_category_does_not_ask_again() -> None:
    reworded = CATEGORIES | {"preferences": Category("preferences", {"sv": "Val"}, {"sv": "Val"})}

    assert register(KEY).version == Register([KEY], reworded).version


def test_a_necessary_key_needs_no_sentence_and_others_do(tmp_path: Path) -> None:
    own = tmp_path / "storage.toml"
    own.write_text(
        ENTRY.replace("media", "necessary").replace('remembers = {sv = "w", en = "w"}', ""), "utf-8"
    )

    assert merged([*FILES, own], LANGUAGES).keys[-1].remembers == {}


def test_former_names_are_listed_for_deletion() -> None:
    former = merged(FILES, LANGUAGES).former

    assert ("localStorage", "hallbar.position") in former
    assert not {name for _, name in former} & {key.name for key in merged(FILES, LANGUAGES).keys}


def test_a_category_without_a_gate_needs_a_banner(tmp_path: Path) -> None:
    own = tmp_path / "storage.toml"
    own.write_text(ADDED.replace('gates = ["media"]', "") + ENTRY, "utf-8")
    assert [category.name for category in merged([*FILES, own], LANGUAGES).ungated] == ["media"]

    own.write_text(ADDED + ENTRY, "utf-8")
    assert merged([*FILES, own], LANGUAGES).ungated == []
    assert [category.name for category in merged([*FILES, own], LANGUAGES).asked] == ["media", "preferences"]


def entry(old: str, new: str) -> str:
    assert old in ENTRY
    return CATEGORY + ENTRY.replace(old, new)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[key]\n", 1, "this is not TOML"),
        (entry('name = "x"', 'name = "x"\nname = "x"'), 7, "this is not TOML (Cannot overwrite a value)"),
        (entry('name = "x"', "name = x"), 6, "this is not TOML (Invalid value)"),
        (entry("purpose", "purpos"), 9, "key[1]: “purpos” is not known: did you mean “purpose”?"),
        (entry('text = {sv = "z", en = "z"}', ""), 5, "key[1]: “text” is missing: add it"),
        (entry("= 1", '= "tolv"'), 10, "key[1].months: “tolv” is wrong here: write a whole number"),
        (entry("= 1", "= 1.5"), 10, "key[1].months: 1.5 is wrong here: write a whole number"),
        (entry("= 1", "= 0"), 10, "key[1].months: 0 is wrong here: write a whole number >= 1"),
        (entry("= 1", "= 120"), 10, "key[1].months: 120 is wrong here: write a whole number <= 24"),
        (entry('"cookie"', '"cokie"'), 7, "key[1].kind: “cokie” is not known: did you mean “cookie”?"),
        (
            entry('"cookie"', '"localstorge"'),
            7,
            "kind: “localstorge” is not known: did you mean “localStorage”?",
        ),
        (entry('"media"', '"medai"'), 8, "key[1].category: “medai” is not known: did you mean “media”?"),
        (entry('name = "x"', 'name = ""'), 6, "key[1].name: “” is wrong here"),
        (entry('en = "z"', "en = 3"), 11, "key[1].text.en: 3 is wrong here: write a text"),
        (entry(', en = "z"', ""), 11, "key[1].text: a text in “en” is missing: add text.en"),
        (entry('en = "z"', 'en = " "'), 11, "key[1].text: a text in “en” is missing: add text.en"),
        (entry('remembers = {sv = "w", en = "w"}', ""), 5, "key[1].remembers: a text in “sv” is missing"),
        (entry(', en = "w"', ""), 12, "key[1].remembers: a text in “en” is missing: add remembers.en"),
        (CATEGORY + ENTRY + ENTRY, 14, "key[2].name: “x” is used twice: remove one of them"),
        (CATEGORY.replace('sv = "Film", ', "", 1), 3, "category[1].title: a text in “sv” is missing"),
        ("gate = []\n", 1, "“gate” is not known: did you mean “gates”?"),
        ('gates = "media"\n' + CATEGORY, 1, "gates: “media” is wrong here: write a list"),
        ('gates = ["medai"]\n' + CATEGORY, 1, "gates: “medai” is not known: did you mean “media”?"),
        ("key = 3\n", 1, "key: 3 is wrong here: write a list"),
        ("[[category]]\nname = 1", 2, "category[1].name: 1 is wrong here: write a text"),
        ("[cookies]\nsession = true\n", 1, "“cookies” is not known: use gates, category, key"),
    ],
)
def test_a_mistake_is_one_line_with_file_line_and_fix(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    (tmp_path / "storage.toml").write_text(text, "utf-8")

    with pytest.raises(SchemaError) as caught:
        merged([tmp_path / "storage.toml"], LANGUAGES)
    assert str(caught.value).startswith(f"{tmp_path}/storage.toml:{line}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / "storage.toml").write_bytes('gates = []\n# "hör"\n'.encode("latin-1"))

    with pytest.raises(SchemaError, match=r"storage.toml:2: this is not UTF-8"):
        merged([tmp_path / "storage.toml"], LANGUAGES)
