"""Spoken forms: spoken.toml was written from the language, before the code."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallbar.readaloud.text.spoken import SpokenForm, spoken_form
from hallbar.readaloud.text.spoken.tables import tables_of

ROWS = tomllib.loads(Path(__file__).with_name("spoken.toml").read_text("utf-8"))["row"]


def test_there_are_enough_rows() -> None:
    languages = [row["lang"] for row in ROWS]

    assert languages.count("sv") >= 250
    assert languages.count("en") >= 100


@pytest.mark.usefixtures("without_lexicon")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_spoken_forms_of_all_rows(lang: str) -> None:
    rows = {row["written"]: row["spoken"] for row in ROWS if row["lang"] == lang}

    assert {written: spoken_form(written, lang).text for written in rows} == rows


@pytest.mark.usefixtures("without_lexicon")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_spoken_form_is_its_own_spoken_form(lang: str) -> None:
    said = [row["spoken"] for row in ROWS if row["lang"] == lang]

    assert [spoken_form(text, lang).text for text in said] == said


def test_both_languages_have_the_same_tables() -> None:
    assert set(tables_of("sv") or ()) == set(tables_of("en") or ()) != set()


WRITTEN = sorted({part for row in ROWS for part in row["written"].split()})
SIGNS = "aAbkrsIVX 0123456789.,:;–-/%§&+()@#€½²×<>=EUFN \u00a0\u00ad\n'’”*|→_😀"
texts = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=40),
    st.text(max_size=40),
    st.tuples(st.lists(st.sampled_from(WRITTEN), max_size=6), st.sampled_from([" ", "", "/", "–", "\n"])).map(
        lambda parts: parts[1].join(parts[0])
    ),
)
languages = st.sampled_from(["sv", "en", "fi"])


def units(text: str) -> list[str]:
    """Return the character of each UTF-16 unit of a text, as a browser counts them."""
    return [sign for sign in text for _ in range(2 if ord(sign) > 0xFFFF else 1)]


@given(texts, languages)
def test_the_map_leads_every_word_to_its_place_and_loses_none(written: str, lang: str) -> None:
    said, places = spoken_form(written, lang), units(written)
    covered = {place for word in said.words for place in range(word.start, word.end)}

    assert all(0 <= word.start < word.end <= len(places) for word in said.words)
    assert [word.start for word in said.words] == sorted(word.start for word in said.words)
    assert [said.text[word.begins : word.ends] for word in said.words] == said.text.split()
    assert [sign for place, sign in enumerate(places) if sign.isalnum() and place not in covered] == []


@given(texts, languages)
def test_a_second_pass_changes_nothing(written: str, lang: str) -> None:
    once = spoken_form(written, lang).text

    assert spoken_form(once, lang).text == once
    assert once == " ".join(once.split())


@given(st.lists(st.sampled_from(["Vi", "köper", "😀", "textil", "och"]), min_size=1))
def test_a_word_said_as_written_has_exactly_its_own_place(words: list[str]) -> None:
    written = "\u00ad ".join(words)
    places = units(written)

    found = [
        "".join(dict.fromkeys(places[word.start : word.end])) for word in spoken_form(written, "sv").words
    ]

    assert found == ["".join(dict.fromkeys(word)) for word in words]


def place_of(word: str, said: SpokenForm) -> tuple[int, int]:
    at = said.text.split().index(word)
    return said.words[at].start, said.words[at].end


def test_all_words_for_an_abbreviation_lead_to_it() -> None:
    said = spoken_form("Vi 😀 köper bl.a. textil.", "sv")

    assert said.text == "Vi 😀 köper bland annat textil."
    assert place_of("bland", said) == place_of("annat", said) == (12, 17)
    assert place_of("textil.", said) == (18, 25)


@pytest.mark.parametrize(
    ("written", "given", "whole", "said"),
    [
        ("tillgänglighets\u00adredogörelse", (), True, "tillgänglighetsredogörelse"),
        ("a\u030asna", (), True, "åsna"),
        ("LOU gäller", ((0, 3, "lagen om upphandling"),), True, "lagen om upphandling gäller"),
        ("Kraven1 gäller", ((6, 7, " (fotnot 1)"),), True, "Kraven (fotnot 1) gäller"),
        ("Kod, t.ex.", (), False, "Kod, till exempel"),
        ("Kod, t.ex.", (), True, "Kod, till exempel."),
        ("", (), True, ""),
    ],
)
def test_invisible_characters_and_overrides(
    written: str, given: tuple[tuple[int, int, str], ...], whole: bool, said: str
) -> None:
    assert spoken_form(written, "sv", given, whole=whole).text == said


def test_a_language_without_rules_is_said_as_it_is_written() -> None:
    assert spoken_form("Noin 25 % eli 3,5\nkg", "fi").text == "Noin 25 % eli 3,5 kg"


def test_an_abbreviation_that_only_the_library_knows() -> None:
    assert spoken_form("the Jan. sales, Blvd. traffic", "en").text == "the January sales, Boulevard traffic"


@pytest.mark.parametrize("say", [str.upper, str.title, str.lower])
def test_no_text_is_too_odd(say: Callable[[str], str]) -> None:
    silent = [row["written"] for row in ROWS if not spoken_form(say(row["written"]), row["lang"]).text]

    assert silent == []
