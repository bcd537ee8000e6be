"""The folder for a report: it may be any, so only the files of an older report are removed."""

import json
from pathlib import Path

DATA, PAGE, STYLE, PICTURES = "report.json", "index.html", "report.css", "pictures"
BEGUN = {"unfinished": True}
"""The data of a report until they are known."""


class ReportError(Exception):
    """The report cannot be written to a folder; says why in one line."""


def check(folder: Path) -> list[Path]:
    """Return the files of an older report. Raises ReportError where files of these names are of none."""
    pictures = [path for path in sorted((folder / PICTURES).glob("*.png")) if path.stem.isdecimal()]
    files = [*pictures, *(folder / name for name in (PAGE, STYLE, DATA) if (folder / name).exists())]
    if files and not _is_ours(folder / DATA):
        name = files[-1].relative_to(folder)
        raise ReportError(f"{folder} has a {name} that is of no report: choose another folder for the report")
    return files


def empty(folder: Path) -> None:
    """Remove an older report. Raises ReportError where there are files of these names without one."""
    files = check(folder)
    (folder / PICTURES).mkdir(parents=True, exist_ok=True)
    # From now on the data show that the rest is ours, also if we are interrupted.
    (folder / DATA).write_text(json.dumps(BEGUN), "utf-8")
    for file in files:
        if file.name != DATA:
            file.unlink()


def _is_ours(data: Path) -> bool:
    """Return True if the data are of a report, whole or just begun."""
    try:
        found = json.loads(data.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and (found == BEGUN or {"site", "summary", "findings"} <= found.keys())
