import pytest
from bs4 import BeautifulSoup

from hallbar import words
from hallbar.checks.rules import RULES, findings
from support import PLUGINS

FAULTS = {
    "image_without_alternative": ['<img src="x.png">', '<img src="x.png" alt="">'],
    "heading_skips_level": ["<h1>a</h1><h3>b</h3>"],
    "several_titles": ["<h1>a</h1><h1>b</h1>"],
    "link_without_text": ['<a href="x"></a>', '<a href="x"><img src="y" alt="" role="presentation"></a>'],
}
CLEAN = """<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>
<a href="x">text</a><a href="x"><img src="y" alt="said"></a>
<img src="z" alt="" role="presentation"><a id="anchor"></a>"""


def test_every_rule_has_a_fault_a_criterion_a_message_and_documentation() -> None:
    names = [rule.__name__ for rule in RULES]

    assert sorted(names) == sorted(FAULTS)
    assert sorted(names) == sorted(words.load(PLUGINS / "checks/words.toml"))
    assert all("WCAG 2.2 " in (rule.__doc__ or "") for rule in RULES)
    assert all(f"`{name}`" in (PLUGINS / "checks/README.md").read_text("utf-8") for name in names)


@pytest.mark.parametrize(
    ("rule", "html"), [(rule, html) for rule, faults in FAULTS.items() for html in faults]
)
def test_each_fault_is_found_by_its_rule_alone(rule: str, html: str) -> None:
    assert [finding.key for finding in findings(BeautifulSoup(html, "html.parser"))] == [rule]


def test_nothing_is_found_on_a_clean_page() -> None:
    assert findings(BeautifulSoup(CLEAN, "html.parser")) == []
