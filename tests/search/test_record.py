"""The record of a page: what of an article is in the index, by the rules of HTML and the issue."""

import re

import pytest

from hallbar.search.record import Record, record

UN = "<abbr title='United Nations'>UN</abbr>"


def made(html: str, **options: object) -> Record:
    return record(html, "p/", "A page", str(options.pop("language", "en")), **options)  # type: ignore[arg-type]


def text_of(html: str) -> str:
    """Return the words that are indexed, blocks parted by |."""
    return "|".join(re.findall(r"<(?:p|h\d)[^>]*>(.*?)</(?:p|h\d)>", made(html).html))


@pytest.mark.parametrize(
    "part",
    [
        "<form><label>no</label></form>",
        "<button>no</button>",
        "<template><p>no</p></template>",
        "<script>no</script>",
        "<style>no</style>",
        "<svg><title>no</title></svg>",
        "<nav><a href=x>no</a></nav>",
        "<p hidden>no</p>",
        "<span aria-hidden=true>no</span>",
        "<dialog>no</dialog>",
        "<consent-gate><p>no</p></consent-gate>",
        "<iframe>no</iframe>",
        "<!-- no -->",
        "<sup id='fnref:1'><a class='footnote-ref' href='#fn:1'>no</a></sup>",
        "<a class='footnote-backref' href='#fnref:1'>no</a>",
        "<a class='headerlink' href='#x'>no</a>",
        "<div data-search-exclude>no</div>",
        "<div class='contents-fold'>no</div>",
        "<section class='feedback not-on-paper'><h2>no</h2></section>",
        "<h1>no</h1>",
    ],
)
def test_what_is_not_content_is_not_indexed(part: str) -> None:
    assert text_of(f"<p>before</p>{part}<p>after</p>") == "before|after"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p><p>b</p>", "a|b"),
        ("<p>one<br>two</p>", "one two"),
        ("<ul><li>one<li>two</ul>", "one|two"),
        ("<table><tr><th>one</th><td>two</td></tr></table>", "one|two"),
        ("<dl><dt>one</dt><dd>two</dd></dl>", "one|two"),
        ("<div>one<p>two</p>three</div>", "one|two|three"),
        ("<p>CO<sub>2</sub> and <b>bo</b>ld</p>", "CO2 and bold"),
        ("<p>soft\u00adhyphen zero\u200bwidth</p>", "softhyphen zerowidth"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a &lt;b&gt; &amp; c"),
        ("<p>2^3</p>", "2ˆ3"),
        ("<p>see <img src=x alt='a red house'> there</p>", "see a red house there"),
        ("<p>see <img src=x> there</p>", "see there"),
        ("<details><summary>one</summary>two</details>", "one|two"),
        ("<p hidden=until-found>found</p>", "found"),
        ("<p>one <span lang=fr>deux</span></p>", "one deux"),
        ("<p>avtal<sup><a class=footnote-ref>1</a></sup> gäller</p>", "avtal gäller"),
        ("<p>one&nbsp;two\nthree</p>", "one two three"),
        ("<p>one</p><![if mso]><p>two</p><![endif]>", "one|two"),
        ("<p>one</div></p><P/>two<br/>three", "one|two three"),
        ("<p>one<div><button>no</div>two", "one|two"),
        ("<p>one<h2>two<p>three", "one|two|three"),
        ("<p>one</p>\u00ad<p>1 < 2 <", "one|1 &lt; 2 &lt;"),
        (f"<p>the {UN}.</p><p>the {UN}</p>", "the UN.|UN: United Nations|the UN"),
    ],
)  # fmt: skip
def test_words_are_kept_and_never_glued(html: str, expected: str) -> None:
    assert re.sub(" +", " ", text_of(html)) == expected  # Pagefind does so, too


def test_headings_keep_their_ids_and_weigh_more_than_text() -> None:
    html = made("<p>x</p><h2 id='a &quot;b'>Two</h2><h3 id=c>Three</h3><h4>Four</h4>").html

    assert '<h2 id="a &quot;b" data-pagefind-weight="5">Two</h2>' in html
    assert '<h3 id="c" data-pagefind-weight="4">Three</h3><h4 data-pagefind-weight="3">Four</h4>' in html


@pytest.mark.parametrize(
    ("rank", "text", "heading"),
    [(1, "1", "5"), (1.5, "1.5", "7.5"), (10, "10", "10"), (0.1, "0.1", "0.5"), (0.01, "0.1", "0.1")],
)
def test_a_rank_multiplies_the_weights_within_what_pagefind_knows(
    rank: float, text: str, heading: str
) -> None:
    html = made("<h2>x</h2>", rank=rank).html

    assert f'<main data-pagefind-body data-pagefind-weight="{text}">' in html
    assert f'<h2 data-pagefind-weight="{heading}">' in html


def test_title_keywords_and_description_are_data_of_the_page() -> None:
    result = made("<p>x</p>", keywords=['a "b"', "c<d"], description="Short")

    assert 'data-pagefind-meta="title[data-i]" data-i="A page"' in result.html
    assert 'data-pagefind-meta="keywords[data-i]" data-i="a &quot;b&quot;, c&lt;d"' in result.html
    assert 'data-pagefind-meta="description[data-i]" data-i="Short"' in result.html
    assert not re.search("keywords|description|numbers", made("<p>x</p>").html)
    assert result.text.split("\n") == ["A page", "Short", 'a "b", c<d', "x"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 08-465 004 10.", "0846500410"),
        ("Phone: +46 8 123 00 00, (08) 12 34 56", "4681230000 08123456"),
        ("The act (2021:890) of 2026-11-30 has 10 pages", "20261130"),
        ("From 10 to 20, 4.5 or 1,000", ""),
    ],
)
def test_numbers_in_groups_are_found_without_spaces(text: str, expected: str) -> None:
    html = made(f"<p>{text}</p>").html

    assert re.findall('numbers.data-i." data-i="(.*?)"', html) == ([expected] if expected else [])


def test_compounds_are_marked_in_swedish_only() -> None:
    html = "<h2>Uppförandekod</h2><p>Arbets\u00advillkoren</p>"

    assert ">Uppförande^kod</h2><p>Arbets^villkoren</p>" in made(html, language="sv").html
    assert "^" not in made(html, language="en").html
