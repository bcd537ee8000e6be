"""An article in parts, and the headings in it. The parts together are always the whole article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallbar.frame.article import Article, Heading, divided, headings

TITLE = "<h1>Avtal</h1>"


@pytest.mark.parametrize(
    ("after", "lead"),
    [
        ("\n<p>Ett.</p>\n<p>Två.</p>", "\n<p>Ett.</p>"),
        (
            '<p data-speech="1">Ett <a href="x">två</a>.</p><h2>A</h2>',
            '<p data-speech="1">Ett <a href="x">två</a>.</p>',
        ),
        ("<p>Ett\ntvå.</p>", "<p>Ett\ntvå.</p>"),
        ("<h2>A</h2><p>Ett.</p>", ""),
        ("<ul><li>Ett</li></ul><p>Ett.</p>", ""),
        ('<p class="note">Ett.</p>', ""),
        ("<p>Så går det till:</p><ol><li>Ett</li></ol>", ""),
        ("<p><em>Så går det till: </em></p><ol><li>Ett</li></ol>", ""),
        ('<p><img src="a.png" alt="En bild"></p><p>Ett.</p>', ""),
        ("<pre>Ett</pre>", ""),
        ("", ""),
    ],
)
def test_the_lead_is_a_plain_first_paragraph(after: str, lead: str) -> None:
    assert divided(TITLE + after, "Titel") == Article(TITLE, lead, after.removeprefix(lead))


def test_an_article_without_a_heading_gets_the_title() -> None:
    assert divided("<p>Ett.</p><h2>A</h2>", "Köp & sälj") == Article(
        "<h1>Köp &amp; sälj</h1>", "<p>Ett.</p>", "<h2>A</h2>"
    )


def test_what_precedes_the_heading_stays_before_it() -> None:
    assert divided('<!-- a --><h1 data-speech="0">A</h1><p>B.</p>', "").heading == (
        '<!-- a --><h1 data-speech="0">A</h1>'
    )


PIECES = [
    "<h1>A</h1>",
    "<p>B.</p>",
    '<p data-speech="1">C:</p>',
    "<p class=a>D</p>",
    "<h2>E</h2>",
    "\n",
    "text",
    "</p>",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_nothing_is_lost_or_added(html: str) -> None:
    parts = divided(html, "T")
    whole = parts.heading + parts.lead + parts.text

    assert whole == html if "</h1>" in html else whole == f"<h1>T</h1>{html}"


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("Avtal", "Avtal"),
        ("Köp &amp; sälj, 2 &lt; 3", "Köp &amp; sälj, 2 &lt; 3"),
        ("Till&shy;gänglighet", "Till\N{SOFT HYPHEN}gänglighet"),
        ('FN:s <span lang="en">Global Compact</span>', 'FN:s <span lang="en">Global Compact</span>'),
        ('<em>Viktigt</em> för <a href="/x">dig</a>', "Viktigt för dig"),
        ('Regler<sup id="fnref:1"><a href="#fn:1">1</a></sup>', "Regler"),
        ('Regler<a class="headerlink" href="#a">¶</a>', "Regler"),
        ("Regler<!-- gamla -->", "Regler"),
        (' \nRegler för <abbr title="lån">alla</abbr> ', "Regler för alla"),
    ],
)
def test_a_link_to_a_heading_has_its_text_and_its_languages(html: str, label: str) -> None:
    assert headings(f'<h1>A</h1><h2 id="a" lang="sv">{html}</h2>') == [Heading("a", label)]


def test_only_headings_of_the_second_level_with_an_id_are_listed() -> None:
    html = '<h1 id="a">A</h1><h2 id="b">B</h2><h3 id="c">C</h3><h2>D</h2><h2 data-speech="4" id="e">E</h2>'

    assert [heading.id for heading in headings(html)] == ["b", "e"]
