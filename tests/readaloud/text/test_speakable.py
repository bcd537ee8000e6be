"""Sentences and their places: nothing is lost or read twice, and every place leads back to its text."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag
from hypothesis import given
from hypothesis import strategies as st

from hallbar.readaloud.text.speakable import Sentence, numbered, speakable, titled


def read(html: str, lang: str = "sv") -> tuple[str, list[Sentence]]:
    """Return the article with its blocks numbered, and its sentences."""
    speech = speakable(BeautifulSoup(html, "html.parser"), lang)
    return numbered(html, speech.blocks), speech.sentences


def heard(html: str, lang: str = "sv") -> list[str]:
    """Return the spoken forms, each with its language if that is not `lang`."""
    sentences = read(html, lang)[1]
    return [("" if s.lang == lang else f"{s.lang}: ") + s.spoken.text for s in sentences]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h1>Rubrik</h1><p>Ett. Två.</p>", ["Rubrik", "Ett.", "Två."]),
        ("<ul><li>Ett<ul><li>Två</li></ul>Tre</li><li>Fyra</li></ul>", ["Ett", "Två", "Tre", "Fyra"]),
        ("<p><strong>Ett</strong> <em>två</em> tre.</p>", ["Ett två tre."]),
        ("<p>Box 12<br>104 22 Stockholm</p>", ["Box 12", "104 22 Stockholm"]),
        ("<p>Läs <a href='x'>mer här</a>.</p><button>Knapp</button>", ["Läs mer här."]),
        ("<p hidden>Dold.</p><p>Synlig.<a class='headerlink'>¶</a></p>", ["Synlig."]),
        ("<p>  \n </p><p>Rad\nett.</p>", ["Rad ett."]),
        ("<p>Ett &amp; två. &lt;Tre&gt;</p><!-- nej -->", ["Ett och två. <Tre>"]),
        ("<p>–</p><p>…</p><p>… Så.</p>", ["Så."]),
        ("Löst. <p>Fast.</p> Löst igen.", ["Löst.", "Fast.", "Löst igen."]),
        ("<p>Se <math><mi>x</mi></math> här.</p>", ["Se här.", "Här finns en formel som inte läses upp."]),
        ("<p><img alt='En bil'> Text.</p>", ["Bild: En bil", "Text."]),
        ("<ol><li><p></p></li><li>Två</li></ol>", ["Punkt 2 av 2", "Två"]),
        ("<ol reversed><li>A</li><li value=7>B</li></ol>", ["Punkt 2 av 7", "A", "Punkt 7 av 7", "B"]),
        ("<p>10<sup>6</sup> celler, x<sup>2</sup>.</p>", ["10 upphöjt till 6 celler, x²."]),
        ("<p>Kraven.<sup id='fnref:1'><a>1</a></sup> Nästa.</p>", ["Kraven. (fotnot 1)", "Nästa."]),
        ("<p>En <abbr>AB</abbr> och <abbr title=''>HB</abbr>.</p>", ["En A B och H B."]),
        ("<p><span lang=en>One</span>, <span lang=fi>kaksi</span></p>", ["en: One,", "fi: kaksi"]),
        ("<pre hidden>x</pre><p><img alt='x' aria-hidden=true>Ja.</p>", ["Ja."]),
        ("<pre lang='fi'>x</pre>", ["Här finns programkod som inte läses upp."]),
        ("", []),
    ],
)  # fmt: skip
def test_spoken_forms_of_an_article(html: str, said: list[str]) -> None:
    assert heard(html) == said


@pytest.mark.parametrize(
    ("lang", "html", "languages"),
    [
        ("sv", '<p>Så: <q lang="en-GB">Welfare for all.</q></p><p>Bra.</p>', "sv en sv"),
        ("sv", "<p>Koden heter <i lang=en>Code of Conduct</i> och gäller.</p>", "sv en sv"),
        ("en", "<p>Ask <span lang=sv>Upphandlingsmyndigheten</span>.</p>", "en sv"),
        ("en", "<p lang=SV-se>Sidan. <q lang=en>The page</q></p>", "sv en"),
        ("sv", "<p>En sida på svenska.</p>", "sv"),
    ],
)  # fmt: skip
def test_each_part_has_the_language_of_its_text(lang: str, html: str, languages: str) -> None:
    assert [sentence.lang for sentence in read(html, lang)[1]] == languages.split()


def test_pauses_follow_the_structure() -> None:
    html = "<h2>Rubrik</h2><p>Ett. <i lang=en>Two</i> tre.<br>Fyra.</p>"

    assert [sentence.pause for sentence in read(html)[1]] == [
        "heading", "sentence", "part", "sentence", "block",
    ]  # fmt: skip


def test_the_site_may_change_the_announcements() -> None:
    words = {"sv": {"image": "Foto: {text}"}}
    article = BeautifulSoup("<p><img alt='En bil'></p>", "html.parser")

    assert [sentence.text for sentence in speakable(article, "sv", words).sentences] == ["Foto: En bil"]


def test_an_announcement_has_the_place_of_its_subject() -> None:
    _, sentences = read("<table><tr><th>Land</th></tr><tr><td>Kina. Indien.</td></tr></table><pre>kod</pre>")

    places = [(s.text, s.block, s.start, s.end) for s in sentences if s.added]
    assert places == [("Land:", 1, 0, 5), ("Här finns programkod som inte läses upp.", 2, 0, 3)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>A</h1><p>B</p>", "<h1>A</h1><p>B</p>"),
        ("<p>B</p>", "<h1>Titel &amp; så</h1>\n<p>B</p>"),
        (" ", " "),
    ],
)
def test_a_page_without_a_heading_is_read_with_its_title(html: str, expected: str) -> None:
    assert titled(html, "Titel & så") == expected


def test_blocks_are_numbered_and_nothing_else_is_changed() -> None:
    html = '<h1 id="a">Å</h1>\n<ul>\n<li class="x">Ett<br/>två</li><!-- c -->\n</ul><p\n>Tre &mdash; fyra</p>'

    source, _ = read(html)

    assert re.sub(r' data-speech="\d+"', "", source) == html
    assert re.findall(r'<(\w+) data-speech="(\d+)"', source) == [("h1", "0"), ("li", "1"), ("p", "2")]


def test_places_count_utf16_units_of_the_block_alone() -> None:
    html = "<ul><li>😀 Ett. Två.<ul><li>Inne</li></ul> Tre.</li></ul>"
    outer = [(s.start, s.end) for s in read(html)[1] if s.block == 0]

    assert outer == [(0, 7), (8, 12), (13, 17)]


def own_text(block: int, source: str) -> str:
    """Return the text of a block as a browser counts it; for -1, the text in no block."""
    soup = BeautifulSoup(source, "html.parser")
    element = soup.select_one(f'[data-speech="{block}"]')
    return "".join(
        node
        for node in soup.find_all(string=True)
        if node.find_parent(attrs={"data-speech": True}) is element
        and not isinstance(node, PreformattedString)
    )


def place(sentence: Sentence, source: str) -> str:
    units = own_text(sentence.block, source).encode("utf-16-le", "surrogatepass")
    return units[2 * sentence.start : 2 * sentence.end].decode("utf-16-le", "surrogatepass")


def silent(tag: Tag) -> bool:
    return tag.name in ("pre", "button", "form", "script") or tag.has_attr("hidden")


def readable(source: str) -> Counter[str]:
    """Return every letter and digit that a reader sees, found without the code under test."""
    nodes = BeautifulSoup(source, "html.parser").find_all(string=True)
    seen = [
        str(node)
        for node in nodes
        if not isinstance(node, PreformattedString) and not any(silent(tag) for tag in node.parents)
    ]
    return Counter(sign for text in seen for sign in text if sign.isalnum())


PARTS = st.sampled_from(
    """
    <p> </p> <ul> <ol> <li> </li> </ul> </ol> <b> </b> <i_lang=en> </i> <table> <tr> <th> <td> </td> </table>
    <div_lang=en> </div> <form> </form> <abbr_title=Titel> </abbr> <sup> </sup> <span_hidden> </span> <h2>
    </h2> <button>x</button> <pre>x</pre> <img_alt=Bild> <!--x--> <br> <blockquote> </blockquote>
    Ett._ Två_😀!_ a-b 3 – _ t.ex._ ( ) ._ :s &amp;
    """.split()
).map(lambda part: part.replace("_", " "))


@given(st.lists(PARTS, max_size=40))
def test_nothing_is_lost_or_read_twice_and_every_place_leads_back(parts: list[str]) -> None:
    html = "<div>" + "".join(parts) + "</div>"
    source, sentences = read(html)
    written = [sentence for sentence in sentences if not sentence.added]

    assert re.sub(r' data-speech="\d+"', "", source) == html
    assert [place(sentence, source) for sentence in written] == [sentence.text for sentence in written]
    assert sum((heard_signs(sentence) for sentence in written), Counter()) == readable(source)
    for sentence in sentences:
        size = len(own_text(sentence.block, source).encode("utf-16-le")) // 2
        assert 0 <= sentence.start <= sentence.end <= size
        assert all(0 <= word.start < word.end <= sentence.end - sentence.start or sentence.added
                   for word in sentence.spoken.words)  # fmt: skip


def heard_signs(sentence: Sentence) -> Counter[str]:
    """Return the letters and digits of a sentence that are not silent."""
    silent_places = {at for start, end, says in sentence.overrides if not says for at in range(start, end)}
    return Counter(s for at, s in enumerate(sentence.text) if s.isalnum() and at not in silent_places)


@given(st.text(alphabet="<>/ap\"'= \n.&åA!-;#x0tdhrl", max_size=80))
def test_no_html_is_too_odd(html: str) -> None:
    source, sentences = read(html)

    assert re.sub(r' data-speech="\d+"', "", source) == html
    assert all(sentence.spoken.text for sentence in sentences)


def test_no_nesting_is_too_deep() -> None:
    html = "<div>" * 3000 + "<p>Längst in.</p>" + "</div>" * 3000

    assert heard(html) == ["Längst in."]
