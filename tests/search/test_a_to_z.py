"""The list from A to Ö: the order of each language, keywords, names that no other page has."""

import random
import time
from types import SimpleNamespace
from typing import Any

import pytest

from hallbar.search.a_to_z import Entry, initial, letters, order

SEE = "{keyword}, se {title}"


def page(title: str, url: str = "", section: str = "", lang: str = "sv", **search: Any) -> Any:
    return SimpleNamespace(
        title=title,
        url=url or f"{title.lower()}/",
        meta={"search": search} if search else {},
        parent=SimpleNamespace(title=section) if section else None,
        file=SimpleNamespace(locale=lang),
    )


def listed(*pages: Any, lang: str = "sv", without: tuple[str, ...] = ()) -> list[tuple[str, list[str]]]:
    found = letters(pages, lang, SEE, without)
    return [(letter.name, [entry.text for entry in letter.entries]) for letter in found]


# Svenska Akademiens ordlista: w is a letter after v (since 2006), accents do not count, å ä ö last.
# Svenska skrivregler: ü as y, æ as ä, ø as ö. Unicode CLDR for the rest: spaces and digits before letters.
SWEDISH = [
    ["3 råd", "10 frågor", "112", "1177"],  # numbers by size
    ["Agenda 21", "Agenda 2030", "Avtal"],
    ["ny mat", "Nya", "nyans"],  # word by word
    ["e-post", "ebb", "epok"],
    ["idé", "idéer", "ideologi"],
    ["vård", "Vård och omsorg", "wc", "webb", "x-ray"],
    ["yard", "Übersee", "yoga"],  # ü is y
    ["zoo", "åka", "ål", "ärende", "Ærø", "öl", "Ørsted", "öst"],
    ["a", "à la carte", "al", "Åland"],
    ["Strasse", "Straße 2", "straw"],
    ["zon", "Ö", "Александр", "東"],  # other scripts last
]
ENGLISH = [
    ["3 tips", "10 questions"],
    ["Åkesson", "alcohol", "Älmhult", "apple"],  # å and ä are a
    ["Œuvre", "ogre", "Öland", "oyster"],
    ["café", "cafeteria", "cat"],
    ["items", "its", "it’s rules"],
    ["Übersee", "ultra", "van", "water"],
]


@pytest.mark.parametrize("expected", SWEDISH, ids=lambda words: words[0])
def test_the_order_of_swedish(expected: list[str]) -> None:
    shuffled = random.Random(7).sample(expected, len(expected))

    assert sorted(shuffled, key=lambda text: (order(text, "sv"), text)) == expected


@pytest.mark.parametrize("expected", ENGLISH, ids=lambda words: words[0])
def test_the_order_of_english(expected: list[str]) -> None:
    shuffled = random.Random(7).sample(expected, len(expected))

    assert sorted(shuffled, key=lambda text: (order(text, "en"), text)) == expected


@pytest.mark.parametrize(
    ("text", "lang", "letter"),
    [
        ("Östersjön", "sv", "Ö"),
        ("O\u0308stersjo\u0308n", "sv", "Ö"),  # typed on a Mac: o and two dots
        ("Östersjön", "en", "O"),
        ("écu", "sv", "E"),
        ("Über", "sv", "Y"),
        ("Über", "en", "U"),
        ("webb", "sv", "W"),
        ("112", "sv", "0–9"),
        ("²", "sv", "0–9"),
        ("”Kod” för alla", "sv", "K"),
        ("§ 7 i lagen", "sv", "0–9"),
        ("\u00adMjuk", "sv", "M"),
        ("Ärende", "fi", "A"),  # a language without an order of its own
        ("Жизнь", "sv", "Ж"),
        ("?!", "sv", ""),
        ("", "sv", ""),
        ("9" * 5000, "sv", "0–9"),  # more digits than Python reads as a number
    ],
)
def test_the_letter_that_a_text_is_listed_under(text: str, lang: str, letter: str) -> None:
    assert initial(order(text, lang)) == letter


def test_pages_and_keywords_are_under_their_letters() -> None:
    pages = [
        page("Riskområden", keywords=["barnarbete", "112"]),
        page("Öppettider"),
        page("Uppförandekod", keywords=["barnarbete", "Årsrapport"]),
        page("!"),
    ]

    assert listed(*pages) == [
        ("", ["!"]),
        ("0–9", ["112, se Riskområden"]),
        ("B", ["barnarbete, se Riskområden", "barnarbete, se Uppförandekod"]),
        ("R", ["Riskområden"]),
        ("U", ["Uppförandekod"]),
        ("Å", ["Årsrapport, se Uppförandekod"]),
        ("Ö", ["Öppettider"]),
    ]


def test_each_letter_has_an_id_of_its_own() -> None:
    found = letters([page("!"), page("1"), page("a"), page("Å"), page("ä"), page("Ö")], "sv", SEE)

    assert [letter.id for letter in found] == ["other", "0-9", "a", "å", "ä", "ö"]


def test_a_keyword_that_is_the_title_is_listed_once() -> None:
    assert listed(page("Mutor", keywords=["mutor", "muta"])) == [("M", ["muta, se Mutor", "Mutor"])]


def test_links_with_one_text_lead_to_one_page() -> None:
    """Equal titles get their section; if that does not help, the address."""
    pages = [
        page("Kontakt", "skola/kontakt/", "Skola", keywords=["telefon"]),
        page("Kontakt", "vard/kontakt/", "Vård"),
        page("KONTAKT", "kontakt/"),
        page("Regler", "a/", "Skola"),
        page("Regler", "b/", "Skola"),
        page("", "utan-namn/"),
    ]
    texts = [text for _, texts in listed(*pages) for text in texts]

    assert texts == [
        "KONTAKT",
        "Kontakt (Skola)",
        "Kontakt (Vård)",
        "Regler (Skola) (/a/)",
        "Regler (Skola) (/b/)",
        "telefon, se Kontakt (Skola)",
        "/utan-namn/",
    ]


def test_a_page_in_another_language_is_listed_by_its_title() -> None:
    """In the order of the list's own language, and marked."""
    [letter] = letters([page("Återbruk", "en/a/", keywords=["inköp"])], "en", SEE)

    assert letter.entries == (Entry("Återbruk", "en/a/", "sv", order("Återbruk", "en")),)
    assert letter.name == "A"


def test_a_page_can_be_left_out() -> None:
    pages = [page("Borta", exclude=True, keywords=["gömd"]), page("Sök", "sok/"), page("Kvar")]

    assert listed(*pages, without=("sok/",)) == [("K", ["Kvar"])]


def test_what_is_wrong_in_the_front_matter_leaves_the_rest() -> None:
    pages = [page("Kvar", keywords=["rätt", 7, ""], exclude="ja"), page("Andra", rank="tung")]

    assert listed(*pages) == [("A", ["Andra"]), ("K", ["Kvar"]), ("R", ["rätt, se Kvar"])]


def test_a_title_is_text() -> None:
    """MkDocs takes a title from a heading with its HTML."""
    assert listed(page("<em>Tom</em> &amp; Jerry <3", "a/")) == [("T", ["Tom & Jerry <3"])]


def test_the_order_of_the_pages_makes_no_difference() -> None:
    pages = [page(f"{word} {n}", keywords=["lika"]) for n in range(20) for word in ("å", "B", "c")]

    assert listed(*pages) == listed(*random.Random(3).sample(pages, len(pages)))


def test_the_time_grows_with_the_number_of_pages_only() -> None:
    def seconds(count: int) -> float:
        pages = [page(f"Sida {n} om ärenden", f"{n}/", keywords=[f"ord {n}"]) for n in range(count)]
        start = time.process_time()
        letters(pages, "sv", SEE)
        return time.process_time() - start

    seconds(50)
    assert min(seconds(400) for _ in range(3)) < 12 * min(seconds(100) for _ in range(3)) + 0.01
