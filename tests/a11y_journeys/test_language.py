"""The language of a text, as the detector of the package sees it: sure, or silent."""

import pytest

from a11y_journeys.language import in_another_language

SWEDISH = "Reglerna talar om för läsarna vad biblioteket kräver av dem som lånar böckerna som det äger."
ENGLISH = (
    "These rules explain to readers what the library expects of those who borrow the books that it owns."
)
GERMAN = "Diese Regeln erklären den Lesern, was die Bibliothek von denen erwartet, die ihre Bücher ausleihen."
NORWEGIAN = "Reglene forteller leserne hva biblioteket krever av dem som låner bøkene, og hvordan det skjer."


@pytest.mark.parametrize(
    ("text", "lang"), [(SWEDISH, "en"), (ENGLISH, "sv"), (GERMAN, "en"), (ENGLISH, "de"), (ENGLISH, "nb")]
)
def test_another_language_is_recognised(text: str, lang: str) -> None:
    assert in_another_language(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"), [(SWEDISH, "sv"), (ENGLISH, "en"), (GERMAN, "de"), (NORWEGIAN, "nb"), (NORWEGIAN, "nn")]
)
def test_the_language_itself_is_not_another(text: str, lang: str) -> None:
    assert not in_another_language(text, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (
            "Exempelby Kommun, Torgvik, Norra Universitetssjukhuset, Södersjukhuset, Ekuddens Sjukhus",
            "en",
        ),
        ("2024-02-01 12:00, 2024-02-02 13:00, 2024-02-03 14:00, 2024-02-04 15:00, 2024-02-05 16:00", "en"),
        (NORWEGIAN, "da"),
        (ENGLISH, "tlh"),
        ("", "en"),
    ],
    ids=["names", "numbers", "a near relative", "an unknown language", "nothing"],
)
def test_it_is_silent_where_it_cannot_be_sure(text: str, lang: str) -> None:
    assert not in_another_language(text, lang)
