"""The citizen is shown what the service removes: form/redaction.js against service/redaction/."""

import json
import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from feedback.redaction_cases import LOOKALIKES, random_texts, texts
from hallbar.feedback.service.redaction import (
    addresses,
    claims,
    found,
    numbers,
    phones,
    plain,
    redact,
    reserve,
)
from processes import run

pytestmark = pytest.mark.usefixtures("processes")

MODULES: Sequence[ModuleType] = (plain, addresses, numbers, reserve, claims, phones)


@cache
def in_node(written: str, *options: str) -> Any:
    """Return the answers to texts, a JSON list in ASCII, which keeps half a character, and the patterns."""
    done = run(["node", Path(__file__).with_name("redaction.js"), *options], stdin=written)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def expected(text: str) -> dict[str, Any]:
    """Return what the service finds, with places in UTF-16 units."""
    places = [
        {"start": units(text[: hit.start]), "end": units(text[: hit.end]), "kind": hit.kind}
        for hit in found(text)
    ]
    redacted = redact(text)
    return {"found": places, "redacted": {"text": redacted.text, "count": redacted.count}}


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def differences(all_texts: list[str], *, with_phones: bool = True) -> list[tuple[str, Any, Any]]:
    """Return the texts in which client and service differ, and what they find."""
    answers = in_node(json.dumps(all_texts))["answers"]
    pairs = ((text, expected(text), answer) for text, answer in zip(all_texts, answers, strict=True))
    return [pair for pair in pairs if _of_kind(pair[1], with_phones) != _of_kind(pair[2], with_phones)]


def _of_kind(answer: dict[str, Any], with_phones: bool) -> Any:
    return answer if with_phones else [hit for hit in answer["found"] if hit["kind"] != "phone"]


def test_both_find_the_same_in_every_case() -> None:
    assert differences(texts()) == []


def test_both_find_the_same_in_random_texts() -> None:
    """Phones may differ, as only the service knows the numbers in use in each country; rarely."""
    made = [*random_texts(400, seed="1")]

    assert differences(made, with_phones=False) == []
    assert len(differences(made)) <= 0.02 * len(made)


def test_the_browser_keeps_what_only_looks_like_personal_data() -> None:
    number = random.Random(1)
    made = [make(number) for make in LOOKALIKES.values() for _ in range(25)]
    assert [answer for answer in in_node(json.dumps(made))["answers"] if answer["found"]] == []


def test_patterns_are_the_same() -> None:
    in_python = {
        name: in_javascript(value.pattern)
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    in_browser = {name: source.replace("\\/", "/") for name, source in in_node("[]")["patterns"].items()}
    assert in_browser == in_python


def in_javascript(verbose: str) -> str:
    """Return a verbose pattern of Python as JavaScript writes it.

    What is behind a match is left to the judges there: Safari has known lookbehind since 2023 only.
    """
    compact = re.sub(r"(\\.|\[(?:\\.|[^\]\\])*\])|\s+", lambda part: part[1] or "", verbose)
    named = compact.replace("(?P<", "(?<").replace("\\Z", "$").replace("(?<!\\d)", "")
    return re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", named)
