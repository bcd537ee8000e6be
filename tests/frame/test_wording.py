"""Names and dates as people write them: cases from Svenska skrivregler and the Oxford style."""

from datetime import UTC, date, datetime

import pytest

from hallbar.frame.wording import day, genitive, locale


@pytest.mark.parametrize(
    ("lang", "name", "expected"),
    [
        ("sv", "Region Exempel", "Region Exempels"),
        ("sv", "Exempelby kommun", "Exempelby kommuns"),
        ("sv", "Region Skåne", "Region Skånes"),
        ("sv", "Borås", "Borås"),
        ("sv", "Västerås stad", "Västerås stads"),
        ("sv", "Statens institutionsstyrelse, SiS", "Statens institutionsstyrelse, SiS"),
        ("sv", "Örebro bostäder Lux", "Örebro bostäder Lux"),
        ("sv", "Finspångs Quiz", "Finspångs Quiz"),
        ("sv", "SKR", "SKR:s"),
        ("sv", "Region Skåne, IT-RS", "Region Skåne, IT-RS"),
        (
            "sv",
            "Myndigheten för vård- och omsorgsanalys VOA",
            "Myndigheten för vård- och omsorgsanalys VOA:s",
        ),
        ("sv", "Kanal 5", "Kanal 5:s"),
        ("sv", "A", "As"),
        ("en", "Region Exempel", "Region Exempel’s"),
        ("en", "Exempelby Municipality", "Exempelby Municipality’s"),
        ("en", "Swedish Regions", "Swedish Regions’"),
        ("en", "SKR", "SKR’s"),
        ("fi", "Helsinki", "Helsinki"),
    ],
)
def test_the_genitive_of_a_name(lang: str, name: str, expected: str) -> None:
    assert genitive(name, lang) == expected


@pytest.mark.parametrize(
    ("lang", "value", "expected"),
    [
        ("sv", date(2026, 11, 23), "23 november 2026"),
        ("sv", date(2026, 5, 1), "1 maj 2026"),
        ("en", date(2026, 11, 23), "23 November 2026"),
        ("fi", date(2026, 11, 23), "23. marraskuuta 2026"),
        ("sv", datetime(2026, 11, 23, 10, 0, tzinfo=UTC), "23 november 2026"),
        ("sv", "i höstas", "i höstas"),
        ("tlh", date(2026, 11, 23), "2026-11-23"),
        ("no such", date(2026, 11, 23), "2026-11-23"),
    ],
)
def test_a_date_is_written_as_people_write_it(lang: str, value: object, expected: str) -> None:
    assert day(value, lang) == expected


def test_a_language_has_its_territory() -> None:
    assert [locale(lang) for lang in ("sv", "en", "fi")] == ["sv_SE", "en_GB", "fi"]
