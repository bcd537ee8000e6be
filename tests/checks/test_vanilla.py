"""The list of faults that a plain Material site is known to have: what cannot be decided says why."""

import tomllib
from pathlib import Path
from typing import Any

VANILLA = Path(__file__).parent / "vanilla"
FAULTS: list[dict[str, Any]] = tomllib.loads((VANILLA / "faults.toml").read_text("utf-8"))["fault"]


def test_what_cannot_be_decided_says_why() -> None:
    assert len(FAULTS) > 70
    assert [fault["key"] for fault in FAULTS if fault.get("found") is False and not fault["reason"]] == []
