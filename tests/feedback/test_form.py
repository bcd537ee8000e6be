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
from hallbar.feedback.answer import COMMENT_LIMIT, TRAP
from hallbar.feedback.store import SQLiteStore

FOLDER = Path(hallbar.feedback.__file__).parent
WORDS = words.load(FOLDER / "words.toml")


def render(lang: str, contact: str | None = "kontakt/") -> BeautifulSoup:
    templates = Environment(loader=FileSystemLoader(FOLDER.parent.parent), undefined=StrictUndefined)
    templates.filters["url"] = lambda address: f"../{address}"
    own = SimpleNamespace(words=words.in_language(WORDS, lang), site="biblioteket.example", contact=contact)
    html = templates.get_template("hallbar/feedback/form.html").render(
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
    }  # as feedback.js and the citizen do
    response = ask("POST", "/api/feedback", json=sent, headers={"Origin": "https://biblioteket.example"})
    assert response.status_code == 201
    [stored] = store.answers()
    assert (stored.answer.page, stored.answer.lang) == ("/regler/", lang)


def test_without_a_contact_page_the_words_stay() -> None:
    form = render("sv", None)
    assert "Vill du ha svar, kontakta oss. Vid fara" in form.text
    assert not form.select("a")
    assert [link["href"] for link in render("sv").select("a")] == ["../kontakt/", "../kontakt/"]


def test_every_message_is_hidden_at_first() -> None:
    messages = render("sv").select("[data-message]")
    assert {message["data-message"] for message in messages} == {
        *("choose", "too_long", "answered", "error", "sending", "thanks")
    }
    assert all(message.has_attr("hidden") for message in messages)


def test_one_limit_everywhere() -> None:
    [comment] = render("sv").select("textarea")
    assert comment["data-limit"] == str(COMMENT_LIMIT)
    for key in ("limit", "too_long"):
        assert all(str(COMMENT_LIMIT) in text for text in WORDS[key].values())


def test_every_word_is_used() -> None:
    """Each word is used in a template by its name, or in Python as the key of a refusal."""
    sources = "".join(path.read_text("utf-8") for kind in ("*.html", "*.py") for path in FOLDER.glob(kind))
    gate = {
        "gate_text",
        "gate_accept",
        "gate_once",
        "gate_again",
    }  # used by the consent gate, which our gated.html extends
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
