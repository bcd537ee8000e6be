"""Tables: for data in rows and columns, not for layout."""

from collections.abc import Iterator

from bs4.element import Tag

from hallbar.checks.article import HEADINGS, Article, attribute, text_of
from hallbar.checks.rules import Violation, rule
from hallbar.checks.rules.names import short
from hallbar.checks.rules.passages import once

CELLS = ("td", "th")
WRAPPERS = frozenset({"div", "figure", "section", "details"})
INTRODUCING = frozenset({*HEADINGS, "summary"})


@rule("1.3.1")
def table_without_header(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: without headers a cell is announced alone, and its column must be guessed."""
    for table, rows in _tables(article):
        headers = (cell for row in rows for cell in row if cell.name == "th")
        if not _for_layout(table, rows) and not any(text_of(header) for header in headers):
            yield Violation(table, _first(rows))


@rule("1.3.1", "advice")
def table_without_caption(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: a heading, or a line that ends with a colon, says what the table is about."""
    for table, rows in _tables(article):
        labelled = attribute(table, "aria-label") or attribute(table, "aria-labelledby")
        if not _for_layout(table, rows) and not labelled and not _introduced(table):
            yield Violation(table, _first(rows))


@rule("1.3.1")
def layout_table(article: Article) -> Iterator[Violation]:
    """WCAG 2.2 1.3.1: a table used for layout is announced as data, cell by cell, in the wrong order."""
    for table, rows in _tables(article):
        if _for_layout(table, rows):
            yield Violation(table, _first(rows))


@once
def _tables(article: Article) -> list[tuple[Tag, list[list[Tag]]]]:
    """Return the tables, outermost first, each with its own rows of cells."""
    found: dict[int, tuple[Tag, list[list[Tag]]]] = {id(table): (table, []) for table in article.all("table")}
    for row in article.all("tr") if found else ():
        if (table := next((tag for tag in row.parents if tag.name == "table"), None)) is not None:
            found[id(table)][1].append(
                [cell for cell in row.contents if isinstance(cell, Tag) and cell.name in CELLS]
            )
    return list(found.values())


def _named(node: object, names: tuple[str, ...]) -> bool:
    return isinstance(node, Tag) and node.name in names


def _for_layout(table: Tag, rows: list[list[Tag]]) -> bool:
    if attribute(table, "role") in ("presentation", "none"):
        return True
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return True
    return any(
        _named(part, (*HEADINGS, "ul", "ol", "table"))
        for row in rows
        for cell in row
        for part in cell.contents
    )


def _first(rows: list[list[Tag]]) -> str:
    """Return the first words of the table, by which the editor can find it."""
    return next((short(text) for row in rows for cell in row if (text := text_of(cell))), "")


def _introduced(table: Tag) -> bool:
    if any(_named(part, ("caption",)) for part in table.contents):
        return True
    element = table
    while (
        (before := element.find_previous_sibling()) is None
        and element.parent
        and element.parent.name in WRAPPERS
    ):
        element = element.parent
    figure = table.find_parent("figure")
    if figure is not None and figure.find("figcaption") is not None:
        return True
    return before is not None and (
        before.name in INTRODUCING or (before.name == "p" and text_of(before).endswith(":"))
    )
