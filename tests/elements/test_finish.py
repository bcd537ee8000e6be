"""Tables, footnotes and boxes: from the HTML that Markdown makes to the finished HTML."""

import markdown
import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from hypothesis import given
from hypothesis import strategies as st

from hallbar import words
from hallbar.elements.finish import finished
from support import PLUGINS

WORDS = words.load(PLUGINS / "elements/words.toml")
TABLE = "|{corner}|Bok|\n|---|---|\n|Barn|fyra veckor|\n"


def finish(text: str, lang: str = "sv") -> BeautifulSoup:
    html = markdown.markdown(text, extensions=["tables", "footnotes", "admonition", "toc"])
    return BeautifulSoup(finished(html, words.in_language(WORDS, lang)), "html.parser")


def one(tree: BeautifulSoup, selector: str) -> Tag:
    [found] = tree.select(selector)
    return found


def region_name(tree: BeautifulSoup) -> str:
    region = one(tree, "div.table-region[role=region][tabindex='0']")
    assert region.table is not None
    if label := region.get("aria-label"):
        return str(label)
    return one(tree, f"[id='{region['aria-labelledby']}']").get_text()


def test_the_line_above_becomes_the_caption() -> None:
    tree = finish("# Lån\n\nSå **länge** får du låna:\n\n" + TABLE.format(corner="Vem"))

    assert (
        one(tree, "table > caption:first-child").decode_contents() == "Så <strong>länge</strong> får du låna"
    )
    assert region_name(tree) == "Så länge får du låna"
    assert tree.p is None


@pytest.mark.parametrize("line", ["Så länge får du låna.", "Kom hit. Så länge får du låna:", ""])
def test_other_text_stays_and_the_heading_names_the_table(line: str) -> None:
    tree = finish(f"## Lån\n\n{line}\n\n" + TABLE.format(corner="Vem"))

    assert tree.caption is None
    assert (tree.p.get_text() if tree.p else "") == line
    assert region_name(tree) == "Lån"


def test_a_full_stop_inside_a_word_ends_no_sentence() -> None:
    assert finish("Öppet kl. 14.30:\n\n" + TABLE.format(corner="Vem")).caption is None
    assert finish("Öppet 14.30–16.00:\n\n" + TABLE.format(corner="Vem")).caption is not None


def test_a_table_without_heading_and_caption_is_numbered() -> None:
    assert region_name(finish(TABLE.format(corner="Vem"))) == "Tabell 1"
    assert region_name(finish(TABLE.format(corner="Who"), "en")) == "Table 1"


def test_headers_have_a_scope() -> None:
    tree = finish(TABLE.format(corner="Vem"))

    assert [(cell.get_text(), cell["scope"]) for cell in tree.select("th")] == [
        ("Vem", "col"),
        ("Bok", "col"),
    ]


def test_the_column_below_an_empty_corner_holds_headers() -> None:
    tree = finish(TABLE.format(corner=" "))

    assert [(cell.get_text(), cell["scope"]) for cell in tree.select("th")] == [
        ("Bok", "col"),
        ("Barn", "row"),
    ]
    assert one(tree, "thead td").get_text() == ""


def test_empty_headers_are_left_to_the_checks() -> None:
    assert not finish("| | |\n|---|---|\n|a|b|\n").select("th[scope=row]")


def test_two_tables_have_two_names() -> None:
    table = "Lån {}:\n\n" + TABLE.format(corner="Vem")
    captions = finish(table.format(1) + "\n" + table.format(2)).select("caption")

    assert len({caption["id"] for caption in captions}) == 2


@pytest.mark.parametrize(
    "html", ['<table class="own"><tr><td>a</td></tr></table>', '<table role="none"></table>']
)
def test_other_tables_are_unchanged(html: str) -> None:
    assert finished(html, {}) == html


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        (
            "sv",
            [
                "Fotnot 1",
                "Fotnot 2",
                "Tillbaka till texten vid fotnot 1",
                "Tillbaka till texten vid fotnot 2",
            ],
        ),
        (
            "en",
            ["Footnote 1", "Footnote 2", "Back to the text at footnote 1", "Back to the text at footnote 2"],
        ),
    ],
)
def test_links_of_footnotes_are_named_by_their_target(lang: str, names: list[str]) -> None:
    tree = finish("a[^x] b[^y]\n\n[^x]: c\n[^y]: d\n", lang)

    assert [link["aria-label"] for link in tree.select("a")] == names
    assert tree.select("[title]") == []
    assert one(tree, "[role=doc-endnotes]")["aria-label"] == {"sv": "Fotnoter", "en": "Footnotes"}[lang]


@pytest.mark.parametrize(
    ("written", "lang", "title"),
    [
        ("!!! note", "sv", "Observera"),
        ("!!! note", "en", "Note"),
        ("!!! danger", "sv", "Fara"),
        ('!!! note "Tänk på"', "sv", "Tänk på"),
        ('!!! warning "Note"', "sv", "Note"),
    ],
)
def test_a_box_has_a_title_in_its_language(written: str, lang: str, title: str) -> None:
    tree = finish(f"{written}\n    Text.\n", lang)

    assert one(tree, ".admonition > .admonition-title").get_text() == title


def test_other_html_is_unchanged() -> None:
    html = "<p>a &amp; b<br />\n<img src='x' alt=''></p>"

    assert finished(html, {}) is html


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td>",
                "<th>",
                "</table>",
                "<p>",
                "a:",
                "<caption>",
                "</p>",
                "<h2 id=x>",
                '<div class="admonition note">',
                '<p class="admonition-title">',
                "Note",
                '<div class="footnote">',
                '<a class="footnote-ref">',
                "<thead>",
                "<tbody>",
                "&lt;",
                "b",
            ]
        )
    )
)
def test_any_html_can_be_finished(tags: list[str]) -> None:
    html = "".join(tags)
    said = finished(html, words.in_language(WORDS, "sv"))
    again = BeautifulSoup(said, "html.parser").get_text()

    assert [sign for sign in again if sign in "ab"].count("a") >= html.count("a:")
