"""The line of an element in the Markdown that it was made from."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from hallbar.checks.article import Article
from hallbar.checks.rendering import SNIPPETS, Renderer
from hallbar.checks.source import Line, lines_of
from hallbar.checks.source_map import SourceMap

HOW = Renderer({"toc": {}, "tables": {}, "fenced_code": {}, "attr_list": {}, "md_in_html": {}})


def places(text: str, how: Renderer = HOW, file: str = "x.md") -> tuple[SourceMap, Article]:
    soup = BeautifulSoup(how.article(text), "html.parser")
    article = Article(soup, "sv")
    return SourceMap(lines_of(text, file, how.snippets), article), article


PAGE = """# Rubriken

Ett stycke med [en länk](x.md) och
på nästa rad [en annan](y.md).

- Första punkten
- Andra punkten med ![](bild.png) i
    - Under ![](../a/bild2.png)

| Kolumn | Kolumn |
|---|---|
| Ett | [](tom.md) |
| Två ![](karta.png) | Tre |

##

```
kod med [länk](x.md)
```

<div>
<p style="color: red">
Rå text på en egen rad
</p>
</div>

![](bild.png)

Sist [här](z.md), [här](w.md).
"""


@pytest.mark.parametrize(
    ("selector", "number", "line"),
    [
        ("h1", 0, 1),
        ("a", 0, 3),
        ("a", 1, 4),
        ("li", 1, 7),
        ("img", 0, 7),
        ("img", 1, 8),
        ("table", 0, 10),
        ("a[href='tom.md']", 0, 12),
        ("img[src='karta.png']", 0, 13),
        ("td", 2, 13),
        ("h2", 0, 15),
        ("p[style]", 0, 22),
        ("img[src='bild.png']", 1, 27),
        ("a[href='w.md']", 0, 29),
    ],
)
def test_an_element_is_found_on_its_line(selector: str, number: int, line: int) -> None:
    found, article = places(PAGE)

    assert found.line_of(article.soup.select(selector)[number]).number == line


def test_a_snippet_has_its_own_file_and_lines(tmp_path: Path) -> None:
    (tmp_path / "delad.md").write_text("Delad text.\n\nDelad [länk](a.md) här.\n", "utf-8")
    how = Renderer({SNIPPETS: {"base_path": [str(tmp_path)]}})
    found, article = places('Först.\n\n--8<-- "delad.md"\n\nSist [länk](b.md).\n', how)

    def place(selector: str) -> tuple[str, int]:
        line = found.line_of(article.soup.select(selector)[0])
        return Path(line.file).name, line.number

    assert place("a[href='a.md']") == ("delad.md", 3)
    assert place("a[href='b.md']") == ("x.md", 5)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="#-*|<>[]()!`~ \nabå{}=\"'", max_size=120), st.text(max_size=30))
def test_every_element_of_any_markdown_has_some_line(text: str, more: str) -> None:
    found, article = places(f"{text}{more}\nslut")

    assert all(isinstance(found.line_of(tag), Line) for tag in article.order)
