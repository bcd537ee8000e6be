from dataclasses import replace
from pathlib import Path

import pytest

from hallbar.consent.storage import Key, StorageError, categories, merged, version
from support import PLUGINS

KEY = Key(
    "hallbar.speed", "localStorage", "preferences", "remember-speed", 12, {"sv": "Minns", "en": "Remembers"}
)


def test_every_capabilitys_keys_are_merged() -> None:
    folders = sorted(path.parent for path in PLUGINS.glob("*/storage.toml"))

    keys = merged([*folders, PLUGINS / "checks"])

    assert {key.name for key in keys} >= {
        "hallbar-consent",
        "hallbar.speed",
        "hallbar.position",
        "hallbar.answered",
    }
    assert categories(keys) == ["preferences"]
    assert all(set(key.text) == {"sv", "en"} for key in keys)


@pytest.mark.parametrize(
    ("change", "asks_anew"),
    [
        ({"text": {"sv": "Annat", "en": "Other"}}, False),
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
    assert (version([KEY]) != version([replace(KEY, **change)])) is asks_anew  # type: ignore[arg-type]


def test_a_new_key_asks_anew_and_a_necessary_one_does_not() -> None:
    other, necessary = replace(KEY, name="hallbar.other"), replace(KEY, category="necessary")

    assert version([KEY]) != version([KEY, other])
    assert version([KEY, other]) == version([other, KEY])
    assert version([KEY]) == version([necessary, KEY])


@pytest.mark.parametrize("text", ["[[key]\n", '[[key]]\nname = "x"\n', '[[key]]\nnaem = "x"\n'])
def test_a_fault_names_its_file(tmp_path: Path, text: str) -> None:
    (tmp_path / "storage.toml").write_text(text, "utf-8")

    with pytest.raises(StorageError, match=str(tmp_path / "storage.toml")):
        merged([tmp_path])
