"""The editors' lexicon: its entries, and the errors in it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from hallbar.readaloud.text.lexicon import BASE, conflict, files, load
from hallbar.readaloud.text.spoken import check_lexicons, spoken_form, use_lexicon
from hallbar.readaloud.text.spoken.entries import rules
from hallbar.readaloud.text.spoken.rewriting import MappedText, rewrite
from hallbar.schema import SchemaError
from support import ROOT


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "lexicon.toml"
    path.write_text(text, "utf-8")
    return path


def said(text: str, words: dict[str, str]) -> str:
    found = rules(words)
    return rewrite(MappedText.of(text), dict.fromkeys(("letter", "digit", "sign"), found)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("feedback", "fidbäck"),
        ("Feedback ges.", "Fidbäck ges."),
        ("feedbacken", "feedbacken"),
        ("återkoppling/feedback", "återkoppling/fidbäck"),
        ("feedback-formulär", "fidbäck-formulär"),
        ("Global Compact", "glåbal kåmpakt"),
        ("global compact", "global compact"),
        ("feedback loop", "fidbäck lop"),
        ("C++", "se plus plus"),
    ],
)
def test_an_entry_applies_to_whole_words(text: str, expected: str) -> None:
    words = {
        "feedback": "fidbäck",
        "Global Compact": "glåbal kåmpakt",
        "feedback loop": "fidbäck lop",
        "C++": "se plus plus",
    }

    assert said(text, words) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('["a"]\nsv = "b', "lexicon.toml:2: "),
        (
            'a = "b"',
            'lexicon.toml:1: write ["a"] on a line of its own, and below it sv = "…", en = "…" or both',
        ),
        ('["ok"]\nsv = "b"\n\n["a"]\nse = "b"', "lexicon.toml:4: “se” is not known, use sv, en, reason"),
        ('["a"]\nsv = " "', 'lexicon.toml:1: “a” has no text for sv, write sv = "…" or take the line away'),
        ('["a"]\nsv = 3', "lexicon.toml:1: “a” has no text for sv"),
        ('["a"]\nreason = "b"', 'lexicon.toml:1: “a” says nothing, write sv = "…", en = "…" or both'),
        ('["a "]\nsv = "b"', "lexicon.toml:1: “a ” is no word, write it as it is on the page"),
        (
            '["mer"]\nsv = "mer och mer"',
            "lexicon.toml:1: “mer och mer” holds “mer” itself, which would be said",
        ),
        ('["–"]\nsv = "b"', "lexicon.toml:1: “–” is no word"),
    ],
)
def test_an_error_is_one_line_with_file_line_and_fix(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SchemaError) as error:
        load(written(tmp_path, text))

    assert str(error.value).startswith(f"{tmp_path}/{message}")
    assert "\n" not in str(error.value)


def test_a_spoken_form_with_another_spoken_form_is_an_error(tmp_path: Path) -> None:
    path = written(tmp_path, '["Ett"]\nsv = "ett"\n\n["Två"]\nsv = "två t.ex. tre"\n')

    error = conflict("sv", lambda text: spoken_form(text, "sv").text, path)

    assert error == (
        f"{tmp_path}/lexicon.toml:4: “två t.ex. tre” is itself said “två till exempel tre”, "
        'write sv = "två till exempel tre"'
    )


def test_the_sites_own_lexicon_goes_before_the_package_and_the_rules(
    tmp_path: Path, forget: Callable[[], None]
) -> None:
    path = written(tmp_path, '["EU"]\nsv = "euu"\n\n["ca"]\nsv = "ca"\nreason = "ett namn"\n')
    path.write_text(path.read_text("utf-8") + '["feedback"]\nsv = "återkoppling"\n', "utf-8")
    assert spoken_form("Ge feedback om cookies.", "sv").text == "Ge fidbäck om kokis."
    use_lexicon(tmp_path)

    assert spoken_form("Ge feedback om cookies.", "sv").text == "Ge återkoppling om kokis."
    assert spoken_form("EU:s krav, ca 5 st.", "sv").text == "euu:s krav, ca 5 stycken."
    assert spoken_form("EU", "en").text == "E U"


def test_the_examples_for_editors_are_right(tmp_path: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    path = written(tmp_path, "\n".join(examples))

    assert len(load(path)) == 3
    assert conflict("sv", lambda text: spoken_form(text, "sv").text, path) is None
    assert conflict("en", lambda text: spoken_form(text, "en").text, path) is None


def test_a_changed_lexicon_is_read_again(tmp_path: Path, forget: Callable[[], None]) -> None:
    written(tmp_path, '["EU"]\nsv = "euu"\n')
    use_lexicon(tmp_path)
    assert spoken_form("EU", "sv").text == "euu"

    written(tmp_path, '["EU"]\nsv = "e u"\n')
    use_lexicon(tmp_path)
    assert spoken_form("EU", "sv").text == "e u"

    use_lexicon(tmp_path / "elsewhere")
    assert spoken_form("EU", "sv").text == "E U"
    assert files() == [BASE]


def test_a_lexicon_that_the_settings_name_must_exist(tmp_path: Path, forget: Callable[[], None]) -> None:
    (tmp_path / "mine.toml").write_text('["EU"]\nsv = "euu"\n', "utf-8")
    use_lexicon(tmp_path, "mine.toml")
    assert spoken_form("EU", "sv").text == "euu"

    (tmp_path / "lexicon.toml").mkdir()
    for name, file in [("none.toml", "none.toml"), (None, "lexicon.toml")]:
        with pytest.raises(SchemaError) as error:
            use_lexicon(tmp_path, name)
        assert str(error.value).startswith(f"{tmp_path / file}: this is no file: write the lexicon there")


def test_the_lexicon_of_the_package_is_valid() -> None:
    check_lexicons()

    assert files() == [BASE]
    assert set(load(BASE)) == {"cookie", "cookies", "feedback"}
