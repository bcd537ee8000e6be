import pytest

from hallbar.translations.versions import versions

NAMES = {"sv": "Svenska", "en": "English"}


@pytest.mark.parametrize(
    ("url", "here", "urls"),
    [
        ("", "sv", ["", "en/"]),
        ("en/", "en", ["", "en/"]),
        ("kontakt/", "sv", ["kontakt/", "en/kontakt/"]),
        ("en/kontakt/", "en", ["kontakt/", "en/kontakt/"]),
        ("en/energi/", "sv", ["en/energi/", "en/en/energi/"]),
    ],
)
def test_the_same_page_in_each_language(url: str, here: str, urls: list[str]) -> None:
    assert [version.url for version in versions(url, here, NAMES, {})] == urls


def test_only_translations_are_marked_as_translated() -> None:
    found = versions("kod/", "sv", NAMES, {"sv": True, "en": False})

    assert [(version.name, version.translated) for version in found] == [
        ("Svenska", True),
        ("English", False),
    ]
