import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from hallbar.readaloud.speakable import Sentence, marked, speakable


def read(html: str, lang: str = "sv") -> tuple[str, list[Sentence]]:
    """The article with its blocks marked, and its sentences."""
    speech = speakable(BeautifulSoup(html, "html.parser"), lang)
    return marked(html, speech.blocks), speech.sentences


def heard(html: str) -> list[str]:
    return [sentence.text for sentence in read(html)[1]]


@pytest.mark.parametrize(
    ("html", "sentences"),
    [
        ("<h1>Rubrik</h1><p>Ett. Två.</p>", ["Rubrik", "Ett.", "Två."]),
        ("<p>Vi köper bl.a. textil. Det är bra.</p>", ["Vi köper bl.a. textil.", "Det är bra."]),
        ("<ul><li>Först<ul><li>Under</li></ul></li><li>Sist</li></ul>", ["Först", "Under", "Sist"]),
        ("<p><strong>Ett</strong> <em>två</em> tre.</p>", ["Ett två tre."]),
        ("<table><tr><th>A</th><td>B</td></tr></table>", ["A", "B"]),
        ("<p>Läs <a href='x'>mer här</a>.</p><pre>kod</pre>", ["Läs mer här."]),
        ("<p hidden>Dold.</p><p>Synlig.<a class='headerlink'>¶</a></p><button>Knapp</button>", ["Synlig."]),
        ("<p>  \n </p><p>Rad\nett.</p>", ["Rad\nett."]),
        ("<p>Ett &amp; två. &lt;Tre&gt;</p><!-- nej -->", ["Ett & två. <Tre>"]),
        ("<p>–</p><p>§§</p><p>… Så.</p>", ["Så."]),
        ("", []),
    ],
)
def test_what_is_heard(html: str, sentences: list[str]) -> None:
    assert heard(html) == sentences


def test_blocks_are_numbered_and_nothing_else_is_changed() -> None:
    html = '<h1 id="a">Å</h1>\n<ul>\n<li class="x">Ett<br/>två</li><!-- c -->\n</ul><p\n>Tre &mdash; fyra</p>'

    source, _ = read(html)

    assert re.sub(r' data-speech="\d+"', "", source) == html
    assert re.findall(r'<(\w+) data-speech="(\d+)"', source) == [("h1", "0"), ("li", "1"), ("p", "2")]


def test_each_sentence_has_the_language_of_its_text() -> None:
    html = '<p>Visionen lyder:</p><blockquote lang="en-GB"><p>Welfare for all.</p></blockquote><p>Bra.</p>'

    assert [s.lang for s in read(html)[1]] == ["sv", "en", "sv"]


def test_places_count_utf16_units_of_the_block_alone() -> None:
    html = "<ul><li>😀 Ett. Två.<ul><li>Inne</li></ul> Tre.</li></ul>"
    outer = [(s.start, s.end) for s in read(html)[1] if s.block == 0]

    assert outer == [(0, 7), (8, 12), (13, 17)]


def own_text(block: int, source: str) -> str:
    """The text of a block as a browser counts it."""
    soup = BeautifulSoup(source, "html.parser")
    element = soup.select_one(f'[data-speech="{block}"]')
    assert element
    nodes = [
        node
        for node in element.find_all(string=True)
        if node.find_parent(attrs={"data-speech": True}) is element
    ]
    return "".join(nodes)


def place(sentence: Sentence, source: str) -> str:
    units = own_text(sentence.block, source).encode("utf-16-le")
    return units[2 * sentence.start : 2 * sentence.end].decode("utf-16-le")


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<li>", "<b>", "</b>", "Ett. ", "Två 😀! ", "\n", "<pre>x</pre>", "<br>"]
        )
    )
)
def test_every_place_leads_back_to_its_sentence(parts: list[str]) -> None:
    html = "<div>" + "".join(parts) + "</div>"
    source, sentences = read(html)

    assert re.sub(r' data-speech="\d+"', "", source) == html
    assert [place(sentence, source) for sentence in sentences] == [sentence.text for sentence in sentences]


@given(st.text(alphabet="<>/ap\"'= \n.&åA!-", max_size=60))
def test_no_html_is_too_odd(html: str) -> None:
    source, _ = read(html)

    assert re.sub(r' data-speech="\d+"', "", source) == html
