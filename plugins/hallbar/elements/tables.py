"""Tables that are heard as well as seen, and scroll on a narrow screen."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?!\s))*:")
"""One only: more is a text of its own."""
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def finish_table(article: BeautifulSoup, table: Tag, number: int, words: Mapping[str, str]) -> None:
    """Its headers know their cells (WCAG 2.2 1.3.1); a region with its name scrolls by keyboard (2.1.1)."""
    _scope(table)
    name = _name(table, number) or {"aria-label": words["table"].format(number=number)}
    region = {"class": "table-region", "role": "region", "tabindex": "0", **name}
    table.wrap(article.new_tag("div", attrs=region))


def _scope(table: Tag) -> None:
    """A first column below an empty corner holds headers too."""
    columns = table.select(":scope > thead > tr > th")
    for cell in columns:
        cell["scope"] = "col"
    if columns and not columns[0].get_text(strip=True) and any(cell.get_text(strip=True) for cell in columns):
        columns[0].name = "td"
        del columns[0]["scope"]
        for cell in table.select(":scope > tbody > tr > td:first-child"):
            cell.name = "th"
            cell["scope"] = "row"


def _name(table: Tag, number: int) -> dict[str, str]:
    """By its caption; without one, by the heading it stands under; empty where there is neither."""
    caption = table.caption or _captioned(table)
    if caption is not None:
        caption["id"] = caption.get("id") or f"table-{number}"
        return {"aria-labelledby": str(caption["id"])}
    heading = table.find_previous(HEADINGS, id=True)
    return {"aria-labelledby": str(heading["id"])} if isinstance(heading, Tag) else {}


def _captioned(table: Tag) -> Tag | None:
    """A sentence just before the table that ends with a colon becomes its caption."""
    line = table.find_previous_sibling()
    if not isinstance(line, Tag) or line.name != "p" or not SENTENCE.fullmatch(line.get_text().strip()):
        return None
    last = line.find_all(string=True)[-1]
    last.replace_with(NavigableString(last.rstrip().removesuffix(":")))
    line.name = "caption"
    table.insert(0, line.extract())
    return line
