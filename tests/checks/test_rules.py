import re
import tomllib
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from hallbar import words
from hallbar.checks import rendering
from hallbar.checks.article import Article
from hallbar.checks.rules import RULES
from support import PLUGINS, SITE

SENTINEL = Path(__file__).parent / "sentinel"
LINES = tomllib.loads((SENTINEL / "lines.toml").read_text("utf-8"))
HOW = rendering.renderer(SITE / "mkdocs.yml")
GOOD_PAGES = sorted((SITE / "docs").glob("*/*.md"))
FRONT_MATTER = {"title": "En sida", "description": "Vad sidan handlar om."}
ROWS = "<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>"
TABLE = f"<table>{ROWS}</table>"
IN_ENGLISH = (
    "We expect all our suppliers to respect human rights and to follow the conventions of the UN in full."
)
IN_SWEDISH = "Vi förväntar oss att alla våra leverantörer följer FN:s konventioner, och berättar hur det går."
IN_FINNISH = "Odotamme toimittajiemme noudattavan keskeisiä yleissopimuksia kaikessa toiminnassaan."

PAGE = {"title_missing", "description_missing"}
NAMELESS = {*PAGE, "script_in_text"}
"""Their messages name no place."""

FAULTY = {
    "image_without_alternative": ['<img src="x.png">', '<ul><li>a <a href="x">b <img src="y"></a></li></ul>'],
    "image_with_empty_alternative": ['<img src="x.png" alt="">', '<img src="x.png" alt=" ">', "<img alt>"],
    "image_named_by_its_file": [
        '<img src="x" alt="IMG_1234.jpg">',
        '<img src="x" alt="bilden karta-2.png">',
        '<img src="/assets/karta-2.svg?v=1" alt="karta-2">',
        '<img src="x" alt="DSC00012">',
    ],
    "image_of_text": [
        '<img src="citat-direktor.jpg" alt="Direktören">',
        '<img src="x.png" alt="Skärmbild av formuläret">',
        f'<img src="x.jpg" alt="{"ord " * 15}">',
        '<img src="/img/Sk%C3%A4rmdump%202026.PNG" alt="Formuläret">',
    ],
    "heading_skips_level": ["<h1>a</h1><h3>b</h3>", "<h3>a</h3>", "<h1>a</h1><h2>b</h2><p>c</p><h5>d</h5>"],
    "heading_before_title": ["<h2>a</h2><h1>b</h1>", "<h1>a</h1>".join(["<h2>a</h2>", "<h2>a</h2>"])],
    "several_titles": ["<h1>a</h1><h1>b</h1>", "<h1>a</h1><h2>b</h2><h1>b</h1>"],
    "heading_without_text": ["<h2></h2>", "<h2> <br></h2>", '<h2><img src="x" alt=""></h2>'],
    "link_without_text": [
        '<a href="x"></a>',
        '<a href="x"> <span></span></a>',
        '<a href="x"><img src="y" alt="" role="presentation"></a>',
    ],
    "link_with_vague_text": [
        '<a href="x">Läs mer »</a>',
        '<a href="x"><b>här</b></a>',
        '<a href="x">Click&nbsp;here!</a>',
        '<a href="x"><img src="y" alt="länk"></a>',
        '<a href="x" aria-label="mer">Priser 2026</a>',
    ],
    "same_text_different_targets": [
        '<a href="x">Krav</a> <a href="y">krav</a>',
        '<a href="x#a">Krav</a> <a href="x#b">Krav</a>',
        '<a href="x">Krav</a> <a href="x">Krav</a> <a href="y">Krav.</a>',
    ],
    "link_that_only_shows_an_address": [
        '<a href="x">https://husr.se/</a>',
        '<a href="x">www.husr.se</a>',
        '<a href="x"><b>http://a.se/b?c=d</b></a>',
    ],
    "file_link_without_type_and_size": [
        '<a href="x.pdf">Mall</a>',
        '<a href="x.pdf?v=2">Mall (pdf)</a>',
        '<a href="x.docx">Mall (1,2 MB)</a>',
        '<a href="/f/X.CSV#a">Mall</a>',
        '<a href="x.zip"></a>',
    ],
    "link_in_new_window": ['<a href="x" target="_blank">a</a>', '<a href="x" target="hjalp">a</a>'],
    "table_without_header": [
        "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2</td></tr></table>",
        "<table><tr><th></th><th> </th></tr><tr><td>1</td><td>2</td></tr></table>",
    ],
    "table_without_caption": [TABLE, f"<p>Text.</p>{TABLE}", f"<ul><li>a:</li></ul><div>{TABLE}</div>"],
    "layout_table": [
        "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>",
        "<table><tr><td>a</td><td>b</td></tr></table>",
        f'<table role="presentation">{ROWS}</table>',
        f"<table>{ROWS}<tr><td><h2>a</h2></td><td>b</td></tr></table>",
        f"<table>{ROWS}<tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>",
        f"<table>{ROWS}<tr><td>a</td><td>{TABLE}</td></tr></table>",
    ],
    "text_in_another_language": [
        f"<p>{IN_ENGLISH}</p>",
        f"<ul><li>{IN_FINNISH}</li></ul>",
        f'<div lang="en"><blockquote>{IN_SWEDISH}</blockquote></div>',
        f'<p lang="fi">{IN_SWEDISH}</p>',
    ],
    "foreign_phrase_without_lang": [
        "<p>Arbeta med best practice.</p>",
        "<li>Vi följer State of\nthe Art.</li>",
        '<p><span lang="de">Gut:</span> compliance-arbete</p>',
        '<p lang="en">the tillgänglighetsredogörelse is new</p>',
    ],
    "duplicate_id": [
        '<p id="a"></p><p id="a"></p>',
        '<h2 id="a">x</h2><ul><li id="b"><b id="a">y</b></li></ul>',
    ],
    "field_without_label": [
        "<input>",
        '<label for="b">x</label><select id="a"></select>',
        '<textarea placeholder="x"></textarea>',
        '<label for="">x</label><input type="email">',
    ],
    "style_attribute": ['<p style="color:red">a</p>', '<td style="text-align: left; color: red">a</td>'],
    "event_handler": ['<p onclick="f()">a</p>', '<body onload="f()" onclick="g()">a</body>'],
    "script_in_text": ["<script>f()</script>", '<p>a<script type="module" src="x.js"></script></p>'],
    "frame_without_title": ['<iframe src="x"></iframe>', '<iframe src="x" title=" "></iframe>'],
    "media_that_starts_by_itself": ["<audio autoplay></audio>", '<video muted autoplay="false"></video>'],
    "javascript_address": ['<a href="javascript:f()">a</a>', '<a href=" JavaScript:void(0)">a</a>'],
    "abbreviation_not_explained": [
        "<p>Vi följer ILO.</p>",
        "<p>Vi följer ILO:s krav. Internationella arbetsorganisationen (ILO) ställer dem.</p>",
        "<h2>ILO</h2><ul><li>ILO (2019)</li></ul>",
        "<p>Läs om regler (se RBA och andra).</p>",
        "<td>CSR-arbete</td>",
    ],
    "text_in_capitals": [
        "<p>Obs: LÄS HELA SIDAN först.</p>",
        "<li>UPPHANDLINGSDIREKTIVET</li>",
        "<h2>VÅRA KRAV PÅ DIG</h2>",
    ],
    "markdown_not_supported": [
        "<p>!!! note\n    Text</p>",
        "<p>??? tip &quot;Mer&quot;\nText</p>",
        "<p>???+ tip</p>",
        '<p>=== "Flik"\nText</p>',
        "<li>[ ] att göra</li>",
        "<li>[x] gjort</li>",
        "<p>Lagen säger så.[^1]</p>",
        "<p>Vad!!! Nej, se lagen.[^1]</p>",
        '<div class="tabbed-set"><p>a</p></div>',
        '<li class="task-list-item"><input type="checkbox" aria-label="a"> a</li>',
    ],
    "list_faked_with_signs": [
        "<p>- a<br>- b</p>",
        "<p>Ta med:\n– a\n– b</p>",
        "<p>• a<br/>• b<br/>• c</p>",
        "<p>✅ a\n➡ b\n🚀 c</p>",
        "<td><p>* a<br>* <b>b</b></p></td>",
    ],
    "emphasis_used_as_heading": [
        "<p><strong>Krav</strong></p><p>text</p>",
        "<p> <em>Krav</em>\n</p>\n<ul><li>a</li></ul>",
        "<li><p><b>Krav <i>nu</i></b></p><p>b</p></li>",
    ],
    "colour_as_only_hint": [
        "<p>Tryck på den röda knappen.</p>",
        "<li>Bristerna är markerade med rött.</li>",
        "<td>Se texten i blått</td>",
        '<p lang="en">Press the green button to go on.</p>',
        '<p lang="en">Faults are shown in red.</p>',
    ],
}

CLEAN = {
    "image_without_alternative": [
        '<img src="x" alt="">',
        '<img src="x" alt="a">',
        '<img src="x" role="presentation">',
    ],
    "image_with_empty_alternative": [
        '<img src="x" alt="" role="presentation">',
        '<img src="x">',
        '<img src="x" alt="a">',
    ],
    "image_named_by_its_file": [
        '<img src="karta-2.png" alt="Karta över regionen">',
        '<img src="karta.png" alt="karta">',
        '<img src="x" alt="Bilden 2026">',
        '<img src="a-1.png" alt="">',
    ],
    "image_of_text": [
        '<img src="affisch.svg" alt="a">',
        '<img src="poster-diagram.png" alt="a">',
        f'<img src="x.jpg" alt="{"ord " * 14}">',
        '<img src="posters.png" alt="Kvinna">',
        f'<img src="karta.png" alt="{"ord " * 20}">',
    ],
    "heading_skips_level": [
        "<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>",
        "<h2>a</h2><h3>b</h3>",
    ],
    "heading_before_title": ["<h1>a</h1><h2>b</h2>", "<h2>a</h2><h3>b</h3>", "<p>a</p><h1>b</h1>"],
    "several_titles": ["<h1>a</h1><h2>b</h2>", "<h2>a</h2>"],
    "heading_without_text": ["<h2>a</h2>", '<h2><img src="x" alt="a"></h2>', "<h2><code>a</code></h2>"],
    "link_without_text": [
        '<a id="x"></a>',
        '<a href="x"><img src="y" alt="a"></a>',
        '<a href="x" aria-label="a"></a>',
        '<a href="x"><code>a</code></a>',
    ],
    "link_with_vague_text": [
        '<a href="x">Läs mer om kraven</a>',
        '<a id="x">här</a>',
        '<a href="x" aria-label="Läs mer om krav">Läs mer</a>',
        '<a href="x">Mervärde</a>',
    ],
    "same_text_different_targets": [
        '<a href="x">Krav</a> <a href="x">Krav</a>',
        '<a href="x">Läs mer</a> <a href="y">Läs mer</a>',
        '<a href="x">↩</a> <a href="y">↩</a>',
        '<a href="x">Krav 1</a> <a href="y">Krav 2</a>',
    ],
    "link_that_only_shows_an_address": [
        '<a href="x">namn@example.org</a>',
        '<a href="x">Regionernas webbplats, husr.se</a>',
        '<a href="x">Se www.husr.se</a>',
    ],
    "file_link_without_type_and_size": [
        '<a href="x.pdf">Mall (pdf, 1,2 MB)</a>',
        '<a href="x.docx">Mall (Word, 48 kB)</a>',
        '<a href="x.xlsx?v=1">Mall (XLSX, 48&nbsp;kB)</a>',
        '<a href="pdf.md">Mall</a>',
        '<a href="x.html?a=b.pdfx">Mall</a>',
    ],
    "link_in_new_window": [
        '<a href="x" target="_self">a</a>',
        '<a href="x">a</a>',
        '<a href="x" target="">a</a>',
    ],
    "table_without_header": [TABLE, "<table><tr><td>a</td></tr></table>"],
    "table_without_caption": [
        f"<table><caption>a</caption>{ROWS}</table>",
        f"<figure>{TABLE}<figcaption>a</figcaption></figure>",
        f"<h2>a</h2>{TABLE}",
        f"<p>Så här är det:</p>\n<div>{TABLE}</div>",
        f'<p>a.</p><table aria-label="a">{ROWS}</table>',
    ],
    "layout_table": [TABLE, f"<table>{ROWS}<tr><td><p>a</p></td><td><a href='x'>b</a></td></tr></table>"],
    "text_in_another_language": [
        f"<p>{IN_SWEDISH}</p>",
        f'<p lang="en-GB">{IN_ENGLISH}</p>',
        f'<p>Så står det: <span lang="en">{IN_ENGLISH}</span></p>',
        "<p>We expect all our suppliers to follow it.</p>",
        f"<pre>{IN_ENGLISH}</pre>",
        f"<p><code>{IN_ENGLISH}</code></p>",
        "<p>Bangladesh, India, Pakistan, Sri Lanka, Thailand, Malaysia, Kina, Vietnam, Turkiet, Kambodja</p>",
        f'<p lang="ar">{IN_ENGLISH}</p>',
    ],
    "foreign_phrase_without_lang": [
        '<p>Vår <span lang="en">best practice</span> gäller.</p>',
        '<p lang="en">our best practice</p>',
        "<p>Följ offentlighetsprincipen.</p>",
        "<p>Se compliance.example.org och <code>best practice</code>.</p>",
        "<p>Vi är noncompliance.</p>",
    ],
    "duplicate_id": ['<p id="a"></p><p id="b"></p>', '<p id=""></p><p id=""></p>'],
    "field_without_label": [
        '<label for="a">x</label><input id="a">',
        "<label>x <select></select></label>",
        '<input type="hidden"><input type="submit"><button>a</button>',
        '<textarea aria-label="a"></textarea><input title="b"><input aria-labelledby="c">',
    ],
    "style_attribute": [
        '<td style="text-align: right;">a</td>',
        '<p class="style">a</p>',
        "<style>p{}</style>",
    ],
    "event_handler": ['<p data-onclick="f()" on="x">a</p>', '<p title="onclick">a</p>'],
    "script_in_text": ["<p><code>script</code></p>", '<script type="application/ld+json">{}</script>'],
    "frame_without_title": ['<iframe src="x" title="Karta"></iframe>', '<iframe aria-label="a"></iframe>'],
    "media_that_starts_by_itself": ["<audio controls></audio>", '<video src="autoplay.mp4"></video>'],
    "javascript_address": ['<a href="javascript.md">a</a>', '<a href="x">javascript:</a>'],
    "abbreviation_not_explained": [
        "<p>Internationella arbetsorganisationen (ILO) säger. ILO:s krav.</p>",
        "<p>Vi följer ILO (International Labour Organization).</p>",
        "<p>konventionerna från Internationella arbetsorganisationen, ILO.</p><p>ILO</p>",
        '<p><abbr title="Internationella arbetsorganisationen">ILO</abbr>:s krav, ILO</p>',
        "<p>FN, EU och IT-system i kapitel IV. Vi ska INTE. ATT LÄSA DETTA</p>",
        "<p><code>ILO</code> www.ILO.org</p><h2>ILO</h2>",
    ],
    "text_in_capitals": [
        "<p>FN, EU och WCAG</p>",
        "<p>AB SMS EU VD</p>",
        "<p>OBS! LÄS MER</p>",
        "<h2>ILO</h2>",
    ],
    "markdown_not_supported": [
        "<p>Vad?!!! Nej</p>",
        "<p>Vad??? Jo</p>",
        "<p>a === b</p>",
        "<p>Se [1] och [x]</p>",
        "<pre>!!! note</pre>",
        '<div class="admonition note"><p class="admonition-title">Obs</p></div>',
    ],
    "list_faked_with_signs": [
        "<ul><li>- a</li><li>- b</li></ul>",
        "<p>Text\n- a</p>",
        "<p>-5 grader\n-7 grader</p>",
        "<p>a - b<br>c – d</p>",
        "<pre>- a\n- b</pre>",
    ],
    "emphasis_used_as_heading": [
        "<p><strong>Kom ihåg detta!</strong></p><p>a</p>",
        "<p><strong>Krav</strong></p>",
        "<p><strong>Krav</strong> a</p><p>b</p>",
        "<p><strong>Krav</strong></p><h2>b</h2>",
        f"<p><em>{'ord ' * 30}</em></p><p>b</p>",
    ],
    "colour_as_only_hint": [
        "<p>Tryck på den röda knappen ”Avbryt”.</p>",
        "<p>Tryck på den röda knappen Avbryt.</p>",
        "<p>Rödbetor och grönsaker köps in.</p>",
        "<p>Röda korset hjälper till.</p>",
        '<p lang="en">We reduced the shared risks in Greenland.</p>',
    ],
}


def article(html: str, **meta: object) -> Article:
    return Article(BeautifulSoup(html, "html.parser"), "sv", meta or FRONT_MATTER)


def page(path: Path) -> Article:
    _, front_matter, text = ("\n" + path.read_text("utf-8")).split("\n---\n", 2)
    return Article(
        BeautifulSoup(HOW.article(text), "html.parser"), path.parent.name, yaml.safe_load(front_matter)
    )


def found(article: Article) -> list[str]:
    return [rule.name for rule in RULES.values() for _ in rule.check(article)]


def cases(of: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(rule, html) for rule, htmls in of.items() for html in htmls]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_criterion_a_message_and_documentation(name: str) -> None:
    rule, messages = RULES[name], words.load(PLUGINS / "checks/messages.toml")
    readme = (PLUGINS / "checks/README.md").read_text("utf-8")

    assert re.fullmatch(r"\d\.\d+\.\d+", rule.criterion)
    assert (rule.check.__doc__ or "").startswith(f"WCAG 2.2 {rule.criterion}: ")
    assert all(" → " in messages[name][lang] and messages[name][lang][-1] != "." for lang in ("sv", "en"))
    assert (
        all("what" in messages[name][lang].format(what="what") for lang in ("sv", "en")) or name in NAMELESS
    )
    assert f"| `{name}` | {rule.criterion} | {rule.grade} |" in readme


def test_there_are_many_rules_and_each_has_its_cases_and_sentinels() -> None:
    assert len(RULES) >= 30
    assert set(FAULTY) | PAGE == set(CLEAN) | PAGE == set(RULES)
    for lang in ("sv", "en"):
        assert {path.stem for path in (SENTINEL / "docs" / lang).iterdir()} == set(RULES) == set(LINES[lang])


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", RULES)
def test_a_sentinel_has_its_one_fault(name: str, lang: str) -> None:
    path = SENTINEL / f"docs/{lang}/{name}.md"

    assert found(page(path)) == [name]
    assert path.read_text("utf-8").splitlines()[LINES[lang][name] - 1].strip()


@pytest.mark.parametrize(("name", "html"), cases(FAULTY))
def test_a_fault_is_found_once(name: str, html: str) -> None:
    assert len(list(RULES[name].check(article(html)))) == 1


@pytest.mark.parametrize(("name", "html"), cases(CLEAN))
def test_a_near_miss_is_not_found(name: str, html: str) -> None:
    assert list(RULES[name].check(article(html))) == []


@pytest.mark.parametrize("value", [None, "", " ", False])
@pytest.mark.parametrize("key", ["title", "description"])
def test_a_page_tells_its_title_and_description(key: str, value: object) -> None:
    rest = {other: text for other, text in FRONT_MATTER.items() if other != key}

    assert found(article("<p>a</p>", **rest)) == [f"{key}_missing"]
    assert found(article("<p>a</p>", **rest, **{key: value})) == [f"{key}_missing"]
    assert found(article("<p>a</p>", **rest, **{key: 2030})) == []


def test_what_is_shown_of_the_article_is_short() -> None:
    long = article(f'<h1>a</h1><h1>{"ord " * 100}</h1><p><a href="{"x" * 500}"></a></p>')
    faults = [fault for rule in RULES.values() for fault in rule.check(long)]

    assert len(faults) == 2
    assert all(len(fault.what) <= 60 and fault.what.endswith("…") for fault in faults)


@pytest.mark.parametrize("path", GOOD_PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_found_on_good_pages(path: Path) -> None:
    assert found(page(path)) == []


def test_good_pages_are_there() -> None:
    assert len(GOOD_PAGES) >= 11


MARKUP = st.text(alphabet="<>/=\"' abc\n&;AÅ-*()1.", max_size=200)
TAGS = st.sampled_from(
    "a p b em h1 h2 h3 ul li table tr td th img br abbr input label iframe video script code div".split()
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        ' href="x.pdf"',
        ' lang="en"',
        " lang",
        ' alt=""',
        ' id="a"',
        ' title="b"',
        ' src="data:,"',
        " onclick",
    ]
)
TEXTS = st.sampled_from(
    ["", " ", "ILO", "läs mer", "- a\n- b", "LÄS DETTA NU", IN_ENGLISH, "den röda knappen"]
)
ELEMENT = st.builds(lambda tag, attribute, text: f"<{tag}{attribute}>{text}", TAGS, ATTRIBUTES, TEXTS)
CLOSED = st.builds(lambda tag: f"</{tag}>", TAGS)


@settings(deadline=5000)
@given(st.one_of(MARKUP, st.lists(st.one_of(ELEMENT, CLOSED), max_size=40).map("".join)))
def test_no_rule_stumbles_on_any_html(html: str) -> None:
    messages = words.load(PLUGINS / "checks/messages.toml")
    read = article(html)
    known = {id(tag) for tag in (None, read.soup, *read.order)}
    for rule in RULES.values():
        for fault in rule.check(read):
            assert id(fault.tag) in known
            assert messages[rule.name]["sv"].format(what=fault.what)


@pytest.mark.parametrize("tag", ["b", "table", "div", "ul", "a href=x", "p"])
def test_deep_nesting_is_no_trap(tag: str) -> None:
    assert isinstance(found(article(f"<{tag}>ILO " * 1200)), list)
