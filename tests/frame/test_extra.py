"""The settings under `extra`: each mistake is one line with file, line and how to fix it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from hallbar import words
from hallbar.frame.extra import Contact, Extra, files, read, template_values
from hallbar.schema import SchemaError
from hallbar.settings import SettingsError, load

LANGUAGES = ["sv", "en"]
KNOWN: dict[str, words.Table] = {
    "frame": {
        "menu": {"sv": "Meny", "en": "Menu"},
        "notice": {"sv": "Från {organisation}.", "en": "By {organisation}."},
    },
    "feedback": {"question": {"sv": "Hjälpte det?", "en": "Did it help?"}},
}
RIGHT = """site_name: Prov
extra:
  organisation: Exempelby
  demonstration: false
  footer: [about.md, contact.md]
  contact:
    page: contact.md
    phone: 0123-456 78
    email: post@example.org
    address: {sv: Torget 1, en: 1 Square}
  logo: assets/logo.svg
  colours: {light: {accent: "#7a1f3d"}}
  own: {anything: [1, 2]}
  words:
    feedback:
      question: {sv: Till nytta}
    frame:
      notice:
        sv: "{organisation} svarar."
"""
NAMES = "organisation, demonstration, footer, contact, logo, icon, colours, words, own"


def settings(text: str) -> Extra:
    return read(yaml.safe_load(text)["extra"] or {}, "mkdocs.yml", text, LANGUAGES, KNOWN)


def test_valid_settings_are_read_in_each_language() -> None:
    extra = settings(RIGHT)
    named = dict.fromkeys(
        ["about.md", "contact.md", "assets/logo.svg"], SimpleNamespace(page="a page", url="its address")
    )

    assert extra.contact == Contact(
        "contact.md", "0123-456 78", "post@example.org", {"sv": "Torget 1", "en": "1 Square"}
    )
    assert [name for _, name in files(extra)] == ["about.md", "contact.md", "contact.md", "assets/logo.svg"]
    assert template_values(extra, named, "en") == {
        "organisation": "Exempelby",
        "demonstration": False,
        "footer": ["a page", "a page"],
        "contact": extra.contact,
        "contact_page": "a page",
        "address": "1 Square",
        "logo": "its address",
        "icon": "assets/icon.svg",
        "colours": "hallbar/frame/colours.css",
        "own": {"anything": [1, 2]},
    }


def test_most_settings_are_optional() -> None:
    extra = settings("extra: {organisation: {sv: Region, en: The Region}, alternate: []}")

    assert extra.demonstration
    assert template_values(extra, {}, "en")["organisation"] == "The Region"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  organisation: Exempelby\n", "", 2, "extra: “organisation” is missing: add it"),
        ("organisation:", "organization:", 3, "“organization” is not known: did you mean “organisation”?"),
        ("Exempelby", "[Exempelby]", 3, "extra.organisation: a list is wrong here: write a text"),
        ("Exempelby", "112", 3, "extra.organisation: 112 is wrong here: write a text"),
        ("Exempelby", "{sv: Exempelby}", 3, "a text in “en” is missing: add en: …"),
        ("Exempelby", "''", 3, "there is no name: write who is responsible for the site"),
        ("Exempelby", "' '", 3, "there is no name: write who is responsible for the site"),
        (
            "[about.md, contact.md]",
            "[about]",
            5,
            "extra.footer[1]: “about” is none: write a file below docs/",
        ),
        (
            "[about.md, contact.md]",
            "[a.svg]",
            5,
            "extra.footer[1]: “a.svg” is none: write a file below docs/",
        ),
        ("contact.md\n    phone", "contact\n    phone", 7, "extra.contact.page: “contact” is none"),
        ("assets/logo.svg", "about.md", 11, "extra.logo: “about.md” is none: write a file below docs/"),
        ("0123-456 78", "ring oss", 8, "extra.contact.phone: “ring oss” is no phone number"),
        ("demonstration: false", 'demonstration: "false"', 4, "“false” is wrong here: write true or false"),
        ("demonstration: false", "demonstration: 0", 4, "0 is wrong here: write true or false"),
        ("demonstration:", "demonstraton:", 4, "“demonstraton” is not known: did you mean “demonstration”?"),
        ("[about.md, contact.md]", "about.md", 5, "extra.footer: “about.md” is wrong here: write a list"),
        ("[about.md, contact.md]", "[1]", 5, "extra.footer[1]: 1 is wrong here: write a text"),
        ("footer:", "footers:", 5, "“footers” is not known: did you mean “footer”?"),
        ("    phone: 0123-456 78\n", "    phone: 0123456\n", 8, "extra.contact.phone: 42798 is wrong here"),
        ("post@example.org", "post at example.org", 9, "“post at example.org” is no email address"),
        ("    email:", "    mail:", 9, "extra.contact: “mail” is not known: did you mean “email”?"),
        ("{sv: Torget 1, en: 1 Square}", "{sv: Torget 1}", 10, "contact.address: a text in “en” is missing"),
        ("{sv: Torget 1, en: 1 Square}", "{sv: 1, en: 1 Square}", 10, "contact.address.sv: 1 is wrong here"),
        ("logo: assets/logo.svg", "logo: true", 11, "extra.logo: True is wrong here: write a text"),
        ("logo:", "log:", 11, "“log” is not known: did you mean “logo”?"),
        ("colours:", "colors:", 12, "“colors” is not known: did you mean “colours”?"),
        ("light:", "ligth:", 12, "extra.colours: “ligth” is not known: did you mean “light”?"),
        ("{accent:", "{acent:", 12, "extra.colours.light: “acent” is not known: did you mean “accent”?"),
        ('"#7a1f3d"', "red", 12, "extra.colours.light.accent: “red” is no colour: write six digits, #004b75"),
        ('"#7a1f3d"', '"#888888"', 12, "accent on background has 3.5:1 and needs 7:1"),
        ("own:", "social:", 13, f"“social” is not known: use {NAMES}"),
        ("{anything: [1, 2]}", "[1, 2]", 13, "extra.own: a list is wrong here: write a table"),
        (
            "    feedback:",
            "    feedbak:",
            15,
            "“feedbak” is not known: did you mean “feedback”?",
        ),
        ("question:", "qestion:", 16, "words.feedback: “qestion” is not known: did you mean “question”?"),
        ("{sv: Till nytta}", "Till nytta", 16, "“Till nytta” is wrong here: write a table"),
        ("{sv: Till nytta}", "{se: Till nytta}", 16, "“se” is not known: use sv, en"),
        ("{sv: Till nytta}", "{sv: [a]}", 16, "extra.words.feedback.question.sv: a list is wrong here"),
        ("{sv: Till nytta}", "{sv: ''}", 16, "there is no text: write one, or take the line away"),
        ("{sv: Till nytta}", "{sv: 'Ja {namn}'}", 16, "nothing fills {namn} here: the text may hold no {…}"),
        (
            "{organisation} svarar",
            "{namn} svarar",
            19,
            "nothing fills {namn} here: the text may h",
        ),
        ("{organisation} svarar", "{organisation svarar", 19, "has a lone brace: write {{ or }} for a brace"),
        ("{organisation} svarar", "{} svarar", 19, "nothing fills {} here"),
        (
            RIGHT[RIGHT.index("  words:") :],
            "  words: none\n",
            14,
            "extra.words: “none” is wrong here: write a",
        ),
    ],
)
def test_a_mistake_is_one_line_with_file_line_and_fix(old: str, new: str, line: int, said: str) -> None:
    assert old in RIGHT

    with pytest.raises(SchemaError) as caught:
        settings(RIGHT.replace(old, new))
    message = str(caught.value)
    assert message.startswith(f"mkdocs.yml:{line}: ")
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "extra: {a: 1}\nnav: []\nextra: {b: 2}\n",
            ":3: “extra” is used twice, first on line 1: remove",
        ),
        ("extra:\n  a: 1\n  a: 2\n", ":3: “a” is used twice, first on line 2"),
        ("extra:\n\ta: 1\n", ":2: this is not YAML (found character"),
        ("extra: [a\n", ":2: this is not YAML ("),
        ("extra: [a]\n", ": extra is no table: write each setting on a line of its own"),
        ("- a\n", ":1: this is no table of settings"),
    ],
)
def test_settings_that_are_no_table_are_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")

    with pytest.raises(SettingsError) as caught:
        load(tmp_path / "mkdocs.yml")
    assert str(caught.value).startswith(f"{tmp_path}/mkdocs.yml{said}")
    assert "\n" not in str(caught.value)
