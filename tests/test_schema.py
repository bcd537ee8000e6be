"""A mistake in data that people write is one line with file, line and how to fix it."""

from typing import Annotated, Literal

import pytest
from msgspec import Meta, field

from hallbar.schema import Record, SchemaError, Text, line_of, read, unknown


class Contact(Record, frozen=True):
    page: str = ""
    phone: str | None = None


class Key(Record, frozen=True):
    name: str
    kind: Literal["cookie", "localStorage"] = "cookie"
    months: Annotated[int, Meta(ge=1, le=13)] = 12


class Settings(Record, frozen=True):
    open: bool = True
    title: Text = ""
    contact: Contact | None = None
    key: tuple[Key, ...] = ()
    words: dict[str, dict[str, str]] = field(default_factory=dict)


TEXT = """open: yes
title: x
contact:
  page: a.md
  pgae: b.md
key:
  - name: a
  - name: b
    months: tolv
"""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"open": "false"}, "mkdocs.yml:1: open: “false” is wrong here: write true or false"),
        ({"opne": True}, "mkdocs.yml:1: “opne” is not known: did you mean “open”?"),
        (
            {"xyz": True},
            "mkdocs.yml:1: “xyz” is not known: use open, title, contact, key, words",
        ),
        (
            {"title": ["x"]},
            "mkdocs.yml:2: title: a list is wrong here: write a text or a table of names and values",
        ),
        ({"title": {"sv": 2}}, "mkdocs.yml:2: title.sv: 2 is wrong here: write a text"),
        (
            {"contact": "a.md"},
            "mkdocs.yml:3: contact: “a.md” is wrong here: write a table of names and values",
        ),
        ({"contact": {"pgae": "b.md"}}, "mkdocs.yml:5: contact: “pgae” is not known: did you mean “page”?"),
        ({"contact": {"phone": 112}}, "mkdocs.yml:3: contact.phone: 112 is wrong here: write a text"),
        (
            {"key": {"name": "a"}},
            "mkdocs.yml:6: key: a table of names and values is wrong here: write a list",
        ),
        ({"key": [{}]}, "mkdocs.yml:6: key[1]: “name” is missing: add it"),
        (
            {"key": [{"name": "a"}, {"name": "b", "months": "tolv"}]},
            "mkdocs.yml:9: key[2].months: “tolv” is wrong here: write a whole number",
        ),
        (
            {"key": [{"name": "a", "months": 14}]},
            "mkdocs.yml:9: key[1].months: 14 is wrong here: write a whole number <= 13",
        ),
        (
            {"key": [{"name": "a", "kind": "cokie"}]},
            "mkdocs.yml:6: key[1].kind: “cokie” is not known: did you mean “cookie”?",
        ),
        (
            {"words": {"a": {"b": "c"}, "d": "e"}},
            "mkdocs.yml:1: words.d: “e” is wrong here: write a table of names and values",
        ),
        (
            {"words": {"sv": {False: "nej"}}},
            "mkdocs.yml:1: words.sv: the name False is no text: put it in quotes",
        ),
        ({"key": [{1: "a"}]}, "mkdocs.yml:6: key[1]: the name 1 is no text: put it in quotes"),
        (["x"], "mkdocs.yml:1: a list is wrong here: write a table of names and values"),
        (None, "mkdocs.yml:1: nothing is wrong here: write a table of names and values"),
    ],
)
def test_each_mistake_is_one_line(data: object, said: str) -> None:
    with pytest.raises(SchemaError) as caught:
        read(data, Settings, "mkdocs.yml", TEXT)
    assert str(caught.value) == said


def test_valid_data_is_typed() -> None:
    made = read({"contact": {"page": "a.md"}, "key": [{"name": "a"}]}, Settings, "mkdocs.yml", TEXT)

    assert made == Settings(contact=Contact(page="a.md"), key=(Key("a"),))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["extra", "contact", "page"], 4),
        (["extra", "organisation"], 2),
        (["nowhere"], 1),
        (["extra", "nowhere"], 1),
        (["key", 1, "kind"], 8),
        (["key", 0, "kind"], 6),
        (["page"], 4),
    ],
)
def test_the_line_is_that_of_the_named_value(path: list[str | int], line: int) -> None:
    text = "extra:\n  organisation: A\n  contact:\n    page: a.md\n[[key]]\nkind = 1\n[[key]]\n kind = 2\n"

    assert line_of(text, path) == line


def test_a_near_name_is_offered() -> None:
    assert unknown("demonstraton", ["organisation", "demonstration"]).endswith(
        "did you mean “demonstration”?"
    )
