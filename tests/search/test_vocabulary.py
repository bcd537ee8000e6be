"""The vocabulary for spelling: each word once, in files by first letter."""

from hallbar.search.vocabulary import IRREGULAR, irregular, vocabulary


def words(*texts: str, language: str = "sv") -> list[str]:
    return "".join(vocabulary(texts, language).values()).split()


def test_forms_of_a_word_are_there_once_by_the_most_common_one() -> None:
    assert words("Leverantören leverantörer leverantörer leverantörernas") == ["leverantörer"]
    assert words("suppliers supplier suppliers", language="en") == ["suppliers"]
    assert words("domus domi", language="la") == ["domi", "domus"]


def test_of_equally_common_forms_the_first_is_taken_whatever_the_order() -> None:
    assert words("avtalen", "avtalet") == words("avtalet", "avtalen") == ["avtalen"]


def test_compounds_are_there_whole_and_by_their_parts() -> None:
    assert words("Uppförande^koden") == ["koden", "uppförande", "uppförandekoden"]
    assert words("arbets^villkor arbetet") == ["arbetet", "arbetsvillkor", "villkor"]


def test_numbers_addresses_and_very_short_words_are_not_words() -> None:
    assert words("2026 av 4G info@kommunen.example www.kommunen.example x2y nu") == []


def test_words_are_in_files_by_first_letter_without_its_diacritic() -> None:
    found = vocabulary(["äpple apa Öga örn zebra"], "sv")

    assert found == {"a": "apa\näpple\n", "o": "öga\nörn\n", "z": "zebra\n"}


def test_a_part_of_a_compound_is_without_the_s_that_links_it() -> None:
    assert words("hållbarhets^krav") == ["hållbarhet", "hållbarhetskrav", "krav"]
    assert words("hus^nummer") == ["hus", "husnummer", "nummer"]


def test_irregular_forms_of_a_language_are_families_of_words() -> None:
    assert "bok böcker\n" in irregular("sv-SE")
    assert "child children\n" in irregular("en")
    assert irregular("de") == ""
    lines = [line for text in IRREGULAR.values() for line in text.split("\n")[1:-1]]
    assert all(len(line.split()) >= 2 and line == " ".join(line.split()) for line in lines)
