"""The options about personal details."""

from pathlib import Path

import pytest
import yaml

from hallbar.feedback.options import Options, read
from hallbar.schema import SchemaError

PLUGIN = "plugins:\n  - hallbar/feedback:\n      site: a\n      {}\n"


def options(tmp_path: Path, line: str) -> Options:
    """Return the options from a mkdocs.yml with one more line, as MkDocs gives them to the plugin."""
    config = tmp_path / "mkdocs.yml"
    config.write_text(PLUGIN.format(line), "utf-8")
    given = yaml.safe_load(config.read_text("utf-8"))["plugins"][0]["hallbar/feedback"]
    return read({"decision": None, "contact_days": None} | given, str(config))


@pytest.mark.parametrize(
    ("line", "days", "sv", "en"),
    [
        ("contact: a.md", 90, "", ""),
        ("contact_days: 1", 1, "", ""),
        ("decision: beslut 7", 90, "beslut 7", "beslut 7"),
        ("decision: {sv: beslut 7, en: decision 7}", 90, "beslut 7", "decision 7"),
        ("decision: {sv: beslut 7}", 90, "beslut 7", "beslut 7"),
        ("decision: {}", 90, "", ""),
    ],
)
def test_options(tmp_path: Path, line: str, days: int, sv: str, en: str) -> None:
    chosen = options(tmp_path, line)
    assert (chosen.contact_days, chosen.decided("sv"), chosen.decided("en")) == (days, sv, en)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("contact_days: 0", "0 is wrong here: write a whole number >= 1"),
        ("contact_days: 90.5", "90.5 is wrong here: write a whole number"),
        ("contact_days: true", "True is wrong here: write a whole number"),
        ("contact_days: 99999", "99999 is wrong here: write a whole number <= 3650"),
        ("contact_days: tre", "“tre” is wrong here: write a whole number"),
        ("decision: 7", "7 is wrong here: write a text or a table of names and values"),
        ("decision: {sv: 7}", "7 is wrong here: write a text"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_line(tmp_path: Path, line: str, what: str) -> None:
    with pytest.raises(SchemaError) as mistake:
        options(tmp_path, line)
    assert "\n" not in str(mistake.value)
    assert "mkdocs.yml:4: plugins.hallbar/feedback." in str(mistake.value)
    assert str(mistake.value).endswith(what)
