"""Swedish compounds and their parts, by tables that were written from the language before the code."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from hallbar.search import compounds

HERE = Path(__file__).parent


def table(name: str) -> list[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def split(text: str) -> str:
    return compounds.marker("sv")(text).replace(compounds.MARKER, "|")


def test_compounds_are_split_into_their_parts_and_other_words_are_not() -> None:
    expected = table("compounds.txt")
    found = [split(line.replace("|", "")) for line in expected]
    whole = table("simple_words.txt")
    wrong = [split(word) for word in whole if split(word) != word]
    right = sum(map(str.__eq__, expected, found))
    made = sum("|" in word for word in found) + len(wrong)

    assert len(expected) >= 120
    assert len(whole) >= 80
    assert right / len(expected) >= 0.95, [
        pair for pair in zip(expected, found, strict=True) if len({*pair}) > 1
    ]
    assert right / made >= 0.95, wrong


@pytest.mark.parametrize(
    "text", ["", "FN", "och/eller", "abc123def", "2023:5", "info@kommunen.example", "ååååååå"]
)
def test_what_is_no_compound_is_left_alone(text: str) -> None:
    assert split(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ARBETSVILLKOR", "ARBETS|VILLKOR"), ("Miljö- och arbetsvillkor, nu.", "Miljö- och arbets|villkor, nu."),
     ("måltidsservice", "måltids|service"), ("rapportskrivning", "rapportskrivning"), ("lagring", "lagring")],
)  # fmt: skip
def test_case_and_signs_stay(text: str, expected: str) -> None:
    assert split(text) in {expected, expected.replace("rapports", "rapport|s")}


@pytest.mark.parametrize("language", ["en", "de", "nb", ""])
def test_other_languages_are_left_alone_without_any_list(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compounds, "_words", None)

    assert compounds.marker.__wrapped__(language)("Arbetsvillkor") == "Arbetsvillkor"


def test_the_list_missing_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(compounds, "files", missing)
    with pytest.raises(
        compounds.DictionaryError, match=r"^search: the package hunspell-sv .*sv_SE\.dic[^\n]*$"
    ):
        compounds._file()


@pytest.mark.parametrize("content", [None, b"", b"3\nabc/AY\n", b"\xff\xfe"])
def test_a_damaged_list_is_one_clear_line(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "sv_SE.dic"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(compounds.DictionaryError, match=r"sv_SE\.dic[^\n]*$"):
        compounds.Words.read(path)
