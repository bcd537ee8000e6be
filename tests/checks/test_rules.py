"""Each rule on HTML: violations, near misses (rules.toml) and HTML that nobody would write."""

import re
import tomllib
from pathlib import Path
from string import Template
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from hallbar import words
from hallbar.checks.article import Article
from hallbar.checks.rules import RULES
from support import PLUGINS

CASES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))
TEXT: dict[str, str] = CASES.pop("text") | {
    f"words_{count}": "ord " * count for count in (14, 15, 20, 30, 35, 36)
}
MESSAGES = words.load(PLUGINS / "checks/messages.toml")
FRONT_MATTER = {"title": "En sida", "description": "Vad sidan handlar om."}

OF_FRONT_MATTER = {"title_missing", "description_missing"}
OF_OUR_DESIGN = {"lead_too_long"}
"""Rules that no criterion of WCAG asks for."""
NAMELESS = {*OF_FRONT_MATTER, "script_in_text"}
"""Rules whose messages name no element."""


def article(html: str, **meta: object) -> Article:
    return Article(BeautifulSoup(html, "html.parser"), "sv", meta or FRONT_MATTER)


def found(article: Article) -> list[str]:
    return [rule.name for rule in RULES.values() for _ in rule.check(article)]


def cases(kind: str) -> list[tuple[str, str]]:
    return [
        (rule, Template(html).substitute(TEXT))
        for rule, of_rule in CASES.items()
        for html in of_rule.get(kind, [])
    ]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_criterion_a_message_and_documentation(name: str) -> None:
    rule = RULES[name]
    readme = (PLUGINS / "checks/README.md").read_text("utf-8")

    assert re.fullmatch(r"\d\.\d+\.\d+", rule.criterion) or name in OF_OUR_DESIGN
    source = f"WCAG 2.2 {rule.criterion}: " if rule.criterion else "Design: "
    assert (rule.check.__doc__ or "").startswith(source)
    assert f"| `{name}` | {rule.criterion or '–'} | {rule.grade} |" in readme
    for lang in ("sv", "en"):
        message = MESSAGES[name][lang]
        assert " → " in message
        assert message[-1] != "."
        assert "this" in message.format(what="this") or name in NAMELESS


def test_there_are_many_rules_and_each_has_its_cases() -> None:
    assert len(RULES) >= 30
    assert set(CASES) == set(RULES)
    for kind in ("violations", "near_misses"):
        assert {name for name, _ in cases(kind)} == set(RULES) - OF_FRONT_MATTER


@pytest.mark.parametrize(("name", "html"), cases("violations"))
def test_a_violation_is_found_once(name: str, html: str) -> None:
    assert len(list(RULES[name].check(article(html)))) == 1


@pytest.mark.parametrize(("name", "html"), cases("near_misses"))
def test_a_near_miss_is_not_found(name: str, html: str) -> None:
    assert list(RULES[name].check(article(html))) == []


@pytest.mark.parametrize("value", [None, "", " ", False])
@pytest.mark.parametrize("key", ["title", "description"])
def test_a_page_has_a_title_and_a_description(key: str, value: object) -> None:
    rest = {other: text for other, text in FRONT_MATTER.items() if other != key}

    assert found(article("<p>a</p>", **rest)) == [f"{key}_missing"]
    assert found(article("<p>a</p>", **rest, **{key: value})) == [f"{key}_missing"]
    assert found(article("<p>a</p>", **rest, **{key: 2030})) == []


def test_a_message_quotes_little_of_the_article() -> None:
    long = article(f'<h1>a</h1><h1>{"ord " * 100}</h1><p><a href="{"x" * 500}"></a></p>')
    quoted = [one.what for rule in RULES.values() for one in rule.check(long)]

    assert len(quoted) == 2
    assert all(len(text) <= 60 and text.endswith("…") for text in quoted)


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
    ["", " ", "ILO", "läs mer", "- a\n- b", "LÄS DETTA NU", TEXT["english"], "den röda knappen"]
)
ELEMENT = st.builds(lambda tag, attribute, text: f"<{tag}{attribute}>{text}", TAGS, ATTRIBUTES, TEXTS)
CLOSED = st.builds(lambda tag: f"</{tag}>", TAGS)


@settings(deadline=5000)
@given(st.one_of(MARKUP, st.lists(st.one_of(ELEMENT, CLOSED), max_size=40).map("".join)))
def test_no_html_breaks_a_rule_or_its_message(html: str) -> None:
    read = article(html)
    known = {id(tag) for tag in (None, read.soup, *read.order)}
    for rule in RULES.values():
        for one in rule.check(read):
            assert id(one.tag) in known
            assert MESSAGES[rule.name]["sv"].format(what=one.what)


@pytest.mark.parametrize("tag", ["b", "table", "div", "ul", "a href=x", "p"])
def test_deep_nesting_breaks_no_rule(tag: str) -> None:
    assert isinstance(found(article(f"<{tag}>ILO " * 1200)), list)
