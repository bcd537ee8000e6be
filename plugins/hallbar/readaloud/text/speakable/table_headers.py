"""The headers of table cells: read aloud before the content of a cell."""

from collections.abc import Iterator

from bs4.element import Tag

from hallbar.readaloud.text.speakable.audible import heard_text


def headers(table: Tag) -> dict[int, str]:
    """Return the text of the column headers above each `td`, outermost first, by the `id` of the tag."""
    found: dict[int, str] = {}
    columns: dict[int, list[str]] = {}
    for row in _rows(table):
        is_header = _is_header(row, first=not found and not columns)
        for cell, start, end in row:
            above = [text for column in range(start, end) for text in columns.get(column, [])]
            if is_header:
                for column in range(start, end):
                    columns.setdefault(column, []).append(heard_text(cell))
            elif cell.name == "td" and any(above):
                found[id(cell)] = ", ".join(dict.fromkeys(filter(None, above)))
    return found


def _is_header(row: list[tuple[Tag, int, int]], *, first: bool) -> bool:
    """Return True if a row holds column headers only; the first row may have an empty corner."""
    cells = [cell for cell, _, _ in row if cell.name == "th" or not first or heard_text(cell)]
    return bool(cells) and all(cell.name == "th" and cell.get("scope") != "row" for cell in cells)


def _rows(table: Tag) -> Iterator[list[tuple[Tag, int, int]]]:
    """Yield the rows, each cell with the columns that it covers (from, to)."""
    taken: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        column, cells = 0, []
        covered, taken = taken, {place: rows - 1 for place, rows in taken.items() if rows > 1}
        for cell in row.find_all(["td", "th"], recursive=False):
            while column in covered:
                column += 1
            wide, high = (_span(cell, name) for name in ("colspan", "rowspan"))
            taken |= dict.fromkeys(range(column, column + wide), high - 1) if high > 1 else {}
            cells.append((cell, column, column + wide))
            column += wide
        yield cells


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or 1)
    return max(1, min(int(value), 1000)) if value.isdecimal() else 1
