"""Tables with headers, captions and a region that scrolls by keyboard on a narrow screen."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?!\s))*:")
"""A single sentence that ends with a colon. More than one sentence is no caption."""
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def finish_table(article: BeautifulSoup, table: Tag, number: int, words: Mapping[str, str]) -> None:
    """Set the scope of headers (WCAG 2.2 1.3.1); put the table into a named, focusable region (2.1.1)."""
    _scope(table)
    name = _name(table, number) or {"aria-label": words["table"].format(number=number)}
    region = {"class": "table-region", "role": "region", "tabindex": "0", **name}
    table.wrap(article.new_tag("div", attrs=region))


def _scope(table: Tag) -> None:
    """Set the scope of the headers. Below an empty corner, the first column holds headers too."""
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
    """Return the attribute that names a table by its caption or else its heading; empty without either."""
    caption = table.caption or _captioned(table)
    if caption is not None:
        caption["id"] = caption.get("id") or f"table-{number}"
        return {"aria-labelledby": str(caption["id"])}
    heading = table.find_previous(HEADINGS, id=True)
    return {"aria-labelledby": str(heading["id"])} if isinstance(heading, Tag) else {}


def _captioned(table: Tag) -> Tag | None:
    """Turn a sentence before the table that ends with a colon into its caption; None if there is none."""
    line = table.find_previous_sibling()
    if not isinstance(line, Tag) or line.name != "p" or not SENTENCE.fullmatch(line.get_text().strip()):
        return None
    last = line.find_all(string=True)[-1]
    last.replace_with(NavigableString(last.rstrip().removesuffix(":")))
    line.name = "caption"
    table.insert(0, line.extract())
    return line
