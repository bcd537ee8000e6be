"""The template of the form, rendered alone, and its agreement with the service."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import hallbar.feedback
from hallbar import words
from hallbar.feedback.service.answer import COMMENT_LIMIT, TRAP
from hallbar.feedback.service.store import SQLiteStore

FOLDER = Path(hallbar.feedback.__file__).parent
WORDS = words.load(FOLDER / "words.toml")


def render(lang: str, contact: str | None = "kontakt/") -> BeautifulSoup:
    templates = Environment(loader=FileSystemLoader(FOLDER.parent.parent), undefined=StrictUndefined)
    templates.filters["url"] = lambda address: f"../{address}"
    own = SimpleNamespace(words=words.in_language(WORDS, lang), site="biblioteket.example", contact=contact)
    html = templates.get_template("hallbar/feedback/form/form.html").render(
        hallbar=SimpleNamespace(feedback=own, lang=lang), path="/regler/"
    )
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_service_takes_what_the_form_sends(
    ask: Callable[..., httpx.Response], store: SQLiteStore, lang: str
) -> None:
    [form] = render(lang).select("page-feedback > form[data-feedback=page]")
    assert (form["method"], form["action"]) == ("post", "../api/feedback")
    names = {str(field["name"]) for field in form.select("[name]")}
    assert names == {"id", "page", "lang", "helpful", "comment", "consent", TRAP}
    sent = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
    sent |= {
        "id": "2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
        "comment": "Tack",
    }  # as form.js and the citizen do
    response = ask("POST", "/api/feedback", json=sent, headers={"Origin": "https://biblioteket.example"})
    assert response.status_code == 201
    [stored] = store.answers()
    assert (stored.answer.page, stored.answer.lang) == ("/regler/", lang)


def test_without_a_contact_page_the_words_stay() -> None:
    form = render("sv", None)
    assert "Vill du ha svar, kontakta oss. Vid fara" in form.text
    assert not form.select("a")
    assert [link["href"] for link in render("sv").select("a")] == ["../kontakt/"] * 3


def test_every_message_is_hidden_at_first() -> None:
    messages = render("sv").select("[data-message]")
    assert {message["data-message"] for message in messages} == {*("answered", "error", "sending", "thanks")}
    errors = render("sv").select("[data-error]")
    assert [error["data-error"] for error in errors] == ["choose", "too_long"]
    assert all(message.has_attr("hidden") for message in [*messages, *errors])


@pytest.mark.parametrize(("lang", "problem"), [("sv", "Fel:"), ("en", "Error:")])
def test_every_error_has_an_icon_and_says_that_it_is_one(lang: str, problem: str) -> None:
    """More than colour (WCAG 2.2 1.4.1), in every element of the class, also one that is added later."""
    errors = render(lang).select(".message.error")
    assert len(errors) == 3
    for error in errors:
        assert error.select_one("svg.icon[aria-hidden=true]")
        assert error.get_text(" ", strip=True).startswith(f"{problem} ")


def test_nothing_is_announced_twice() -> None:
    """What gets focus is named by its text and is no live region; what does not is one."""
    form = render("sv")
    for panel in form.select("[tabindex='-1'][data-message]"):
        assert panel["role"] == "group"
        names = [str(panel[f"aria-{kind}"]) for kind in ("labelledby", "describedby")]
        assert all(panel.select_one(f"#{name}") for name in names)
    assert [region.get_text(strip=True) for region in form.select("[role=status]")] == ["Svaret skickas …"]
    assert not form.select("[role=alert]")


def test_no_description_refers_to_a_hidden_error() -> None:
    """A hidden element that is referred to is read, too (Accessible Name and Description Computation 2A)."""
    described = render("sv").select("[aria-describedby]")
    assert {name for field in described for name in str(field["aria-describedby"]).split()} == {
        *("feedback-information", "feedback-limit", "feedback-retry", "feedback-next")
    }


GATE = {
    "sv": (
        "Formuläret kräver att du accepterar inställnings-cookies för att komma ihåg att du har svarat. "
        "Du kan också svara utan cookies.",
        "Acceptera och svara",
        "Svara utan cookies",
        "Svara",
    ),
    "en": (
        "The form requires you to accept preference cookies to remember that you have answered. "
        "You can also answer without cookies.",
        "Accept and answer",
        "Answer without cookies",
        "Answer",
    ),
}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_words_of_the_gate(lang: str) -> None:
    keys = ("gate_text", "gate_accept", "gate_once", "gate_again")
    assert tuple(WORDS[key][lang] for key in keys) == GATE[lang]


def test_one_limit_everywhere() -> None:
    [comment] = render("sv").select("textarea")
    assert comment["data-limit"] == str(COMMENT_LIMIT)
    for key in ("limit", "too_long"):
        assert all(str(COMMENT_LIMIT) in text for text in WORDS[key].values())


def test_every_word_is_used() -> None:
    """Each word is used in a template by its name, or in Python as the key of a refusal."""
    sources = "".join(path.read_text("utf-8") for kind in ("*.html", "*.py") for path in FOLDER.glob(kind))
    gate = {key for key in WORDS if key.startswith("gate_")}  # for the gate, which our gated.html extends
    used = set(re.findall(r"words\.(\w+)", sources)) | set(re.findall(r'"(\w+)"', sources)) | gate
    assert set(WORDS) - used == set()
    assert set(re.findall(r"words\.([a-z_]+)\b(?! *\()", "".join(_templates()))) <= set(WORDS)


def _templates() -> list[str]:
    return [path.read_text("utf-8") for path in FOLDER.glob("*.html")]


def test_placeholders_are_the_same_in_both_languages() -> None:
    for key, texts in WORDS.items():
        assert len({tuple(sorted(re.findall(r"{\w+}", text))) for text in texts.values()}) == 1, key


def test_the_scripts_write_what_storage_toml_lists_and_say_nothing() -> None:
    scripts = [path.read_text("utf-8") for path in FOLDER.glob("*.js")]
    listed = tomllib.loads((FOLDER / "storage.toml").read_text("utf-8"))["key"]
    assert [key["name"] for key in listed] == ["hallbar.answered"]
    assert sum(script.count('"hallbar.answered"') for script in scripts) == 1
    assert not [
        script for script in scripts if re.search(r"innerHTML|document\.cookie|sessionStorage", script)
    ]


def test_every_option_is_in_the_readme() -> None:
    config = (FOLDER / "config.py").read_text("utf-8")
    readme = (FOLDER / "README.md").read_text("utf-8")
    options = re.findall(r"^    (\w+) = c\.", config, re.MULTILINE)
    assert options
    assert [option for option in options if f"`{option}`" not in readme] == []
