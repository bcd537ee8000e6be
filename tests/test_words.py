import re
from pathlib import Path

import pytest

from hallbar import words
from hallbar.schema import SchemaError
from support import PLUGINS

FILES = sorted(PLUGINS.rglob("words.toml"))
FRAME = PLUGINS / "frame/words.toml"


def users(path: Path) -> str:
    """Return the code that may use the words of `path`: that of its folder."""
    folder = path.parent
    kinds = (".html", ".py", ".js")
    code = "\n".join(file.read_text("utf-8") for file in sorted(folder.rglob("*")) if file.suffix in kinds)
    others = {  # which use the words of the capability that uses them
        "hallbar/consent/gate.html": "consent/gate.html",
        "CAPABILITY.add_page(": "capability.py",
    }
    return code + "".join(
        (PLUGINS / file).read_text("utf-8") for name, file in others.items() if name in code
    )


def test_words_are_found() -> None:
    assert len(FILES) >= 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_word_exists_in_both_languages_and_is_used(path: Path) -> None:
    loaded, used = words.load(path), users(path)

    assert all(set(texts) == {"sv", "en"} for texts in loaded.values())
    # words["kind_" ~ kind], f"box_{kind}": a key may be built from its beginning
    beginnings = tuple(re.findall(r'"(\w+_)(?:" ~|\{)', used)) or ("nothing is put together",)
    unused = [key for key in loaded if not re.search(rf"\b{key}\b", used) and not key.startswith(beginnings)]
    assert unused == []


def test_a_missing_language_names_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('[yes]\nsv = "Ja"\nen = "Yes"\n[no]\nsv = "Nej"\n', "utf-8")

    with pytest.raises(words.WordsError, match=rf"{path}: \[no\] has no text for 'en'"):
        words.load(path)


def test_a_missing_language_reports_the_number_of_missing_words() -> None:
    loaded = words.load(FRAME)

    with pytest.raises(words.WordsError, match=f"'fi' \\({len(loaded)} missing in all\\)"):
        words.require(loaded, "fi", FRAME)


@pytest.mark.parametrize("text", ["[yes\n", 'yes = "Ja"\n'])
def test_a_file_that_is_no_table_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(text, "utf-8")

    with pytest.raises(SchemaError) as caught:
        words.load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_language() -> None:
    assert words.in_language({"yes": {"sv": "Ja", "en": "Yes"}}, "en") == {"yes": "Yes"}


def test_a_site_replaces_words() -> None:
    ours = {"yes": "Ja", "no": "Nej"}

    assert words.replaced(ours, {}, "sv", "consent") == ours
    assert words.replaced(ours, {"consent": {"yes": {"sv": "Jajamän"}}}, "sv", "consent") == ours | {
        "yes": "Jajamän"
    }
    assert words.replaced(ours, {"consent": {"yes": {"en": "Aye"}}}, "sv", "consent") == ours
    assert words.replaced(ours, {"frame": {"yes": {"sv": "Jo"}}}, "sv", "consent") == ours
