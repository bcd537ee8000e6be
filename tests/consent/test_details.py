"""The text that opens at a gate names every purpose that the choice opens."""

from pathlib import Path

import pytest

from hallbar import words
from hallbar.consent.details import listed, texts
from hallbar.consent.storage import Register, merged
from support import PLUGINS, ROOT

OURS = [PLUGINS / f"{name}/storage.toml" for name in ("consent", "readaloud", "feedback")]
OTHER = ROOT / "tests/browser/other/storage.toml"
FIXED = {
    "sv": "Ditt val gäller hela webbplatsen. Med cookies och liknande lagring kommer vi ihåg hastigheten, "
    "var du slutade lyssna på de senaste 20 sidorna, om du lyssnar genom att klicka i texten och vilka "
    "sidor du har svarat på. Bara själva valet skickas till oss. Utan cookies sparar vi inget på din enhet.",
    "en": "Your choice applies to the whole website. With cookies and similar storage we remember the speed, "
    "where you stopped on the last 20 pages, whether you listen by clicking in the text, and which pages you "
    "have answered on. Only the choice itself is sent to us. Without cookies we save nothing on your device.",
}


def made(files: list[Path], language: str) -> dict[str, str]:
    return texts(merged(files, ["sv", "en"]), words.of(PLUGINS / "consent", language), language)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_text_of_our_gates_is_the_fixed_one(language: str) -> None:
    assert made(OURS, language) == {"preferences": FIXED[language]}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_keys_of_another_site_are_named_in_their_own_category(language: str) -> None:
    register, found = merged([*OURS, OTHER], ["sv", "en"]), made([*OURS, OTHER], language)

    assert set(found) == {"media", "preferences", "statistics"}
    for key in register.keys:
        for category, text in found.items():
            assert (key.remembers.get(language, "?") in text) is (category == key.category), (key, category)


def test_cookies_that_are_sent_are_not_said_to_stay() -> None:
    found = made([*OURS, OTHER], "en")

    assert "Only the choice itself is sent to us." in found["media"]
    assert "Only the choice" not in found["statistics"]
    assert "what the cookies hold are sent to us." in found["statistics"]


@pytest.mark.parametrize(
    ("parts", "sv", "en"),
    [
        ("a", "a", "a"),
        ("ab", "a och b", "a and b"),
        ("abc", "a, b och c", "a, b, and c"),
        ("abcd", "a, b, c och d", "a, b, c, and d"),
    ],
)
def test_lists_are_written_as_the_language_does(parts: str, sv: str, en: str) -> None:
    """Swedish: Svenska skrivregler, no comma before “och”. English: CLDR's list patterns."""
    assert [listed(parts, words.of(PLUGINS / "consent", language)) for language in ("sv", "en")] == [sv, en]


def test_a_purpose_of_two_keys_is_named_once() -> None:
    register = merged(OURS, ["sv", "en"])
    twice = Register([*register.keys, *register.keys], register.categories)

    assert texts(twice, words.of(PLUGINS / "consent", "en"), "en") == {"preferences": FIXED["en"]}
