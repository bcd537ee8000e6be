"""The templates of the forms, rendered alone, and their agreement with the service."""

import gzip
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import hallbar.feedback
from feedback.conftest import stored
from hallbar import javascript, words
from hallbar.feedback.service.answer import COMMENT_LIMIT, CONTACT_LIMIT, TRAP, parse_report
from hallbar.modules import joined

FOLDER = Path(hallbar.feedback.__file__).parent
WORDS = words.load(FOLDER / "words.toml")


def render(
    lang: str, contact: str | None = "kontakt/", template: str = "form", **settings: object
) -> BeautifulSoup:
    """Return a form of the site: `form` or `report`. `settings`: those of the plugin that it shows."""
    templates = Environment(loader=FileSystemLoader(FOLDER.parent.parent), undefined=StrictUndefined)
    templates.filters["url"] = lambda address: f"../{address}"
    own = {"words": words.in_language(WORDS, lang), "site": "biblioteket.example", "contact": contact}
    html = templates.get_template(f"hallbar/feedback/form/{template}.html").render(
        hallbar={"feedback": own | settings, "lang": lang}, path="/regler/"
    )
    return BeautifulSoup(html, "html.parser")


FORMS = pytest.mark.parametrize("template", ["form", "report"])
LANGUAGES = pytest.mark.parametrize("lang", ["sv", "en"])


@LANGUAGES
def test_the_service_takes_what_the_form_sends(
    ask: Callable[..., httpx.Response], data: Path, lang: str
) -> None:
    [form] = render(lang).select("page-feedback > form[data-feedback=page]")
    assert (form["method"], form["action"]) == ("post", f"../api/feedback?lang={lang}")
    names = {str(field["name"]) for field in form.select("[name]")}
    assert names == {"id", "page", "lang", "helpful", "comment", "consent", TRAP}
    sent = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
    sent |= {
        "id": "2f1c0a7e-5b0e-4a51-9d3c-0d9a6b9f1e11",
        "comment": "Tack",
    }  # as form.js and the citizen do
    response = ask("POST", "/api/feedback", json=sent, headers={"Origin": "https://biblioteket.example"})
    assert response.status_code == 201
    [kept] = stored(data)
    assert (kept.page, kept.lang) == ("/regler/", lang)


@LANGUAGES
def test_the_service_takes_what_the_report_sends(lang: str) -> None:
    """Also without JavaScript, which would give it an id."""
    [form] = render(lang, template="report").select("details > page-report > form[data-feedback=report]")
    assert (form["method"], form["action"]) == ("post", f"../api/report?lang={lang}")
    names = {str(field["name"]) for field in form.select("[name]")}
    assert names == {"id", "page", "lang", "comment", "contact", TRAP}
    sent = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[name]")}
    report = parse_report(sent | {"comment": "Länken går inte"}, ["/regler/"], ["sv", "en"])
    assert (report.page, report.lang, report.contact, report.suspect) == ("/regler/", lang, "", False)


def test_the_report_is_found_by_its_words_and_no_gate_is_before_it() -> None:
    for lang, text in [("sv", "Rapportera ett fel på sidan"), ("en", "Report a problem with this page")]:
        [summary] = render(lang, template="report").select("details:not([open]) > summary")
        assert summary.get_text(strip=True) == text
    ask = (FOLDER / "form/ask.html").read_text("utf-8")
    assert ask.index("</section>") < ask.index("form/report.html")


def test_the_contact_says_its_use_and_for_how_many_days_it_is_preserved() -> None:
    for days, report in [
        (90, render("sv", template="report")),
        (30, render("sv", template="report", contact_days=30)),
    ]:
        [field] = report.select("[name=contact]")
        use = report.select_one(f"#{field['aria-describedby']}")
        assert use
        assert use.text.endswith(f"för att svara dig, och tar bort den efter {days} dagar.")


@FORMS
def test_the_decision_is_shown_if_there_is_one(template: str) -> None:
    def reason(**settings: str) -> str:
        [panel] = render("sv", template=template, **settings).select("[data-message=personal]")
        return panel.text

    assert "Vi tar bort dem enligt beslut <A> 12/2026." in reason(decision="beslut <A> 12/2026")
    assert "enligt" not in reason()
    assert "enligt" not in reason(decision="")


def test_without_a_contact_page_the_words_stay() -> None:
    form = render("sv", None)
    assert "Vill du ha svar, kontakta oss. Vid fara" in form.text
    assert not form.select("a:not([href^='#'])")
    assert [link["href"] for link in render("sv").select("a:not([href^='#'])")] == ["../kontakt/"] * 5


@FORMS
def test_every_message_is_hidden_at_first(template: str) -> None:
    form = render("sv", template=template)
    messages = {str(message["data-message"]): message for message in form.select("[data-message]")}
    common = {"wrong", "personal", "removed", "failed", "sending", "waiting", "thanks"}
    assert messages.keys() == common | ({"answered", "elsewhere"} if template == "form" else set())
    errors = form.select("[data-error]")
    assert {str(error["data-error"]) for error in errors} == {
        str(item["data-summary"]) for item in form.select("li[data-summary]")
    }
    assert all(
        part.has_attr("hidden") for part in [*messages.values(), *errors, *form.select("li[data-summary]")]
    )


@FORMS
def test_every_error_of_a_field_is_linked_from_the_summary(template: str) -> None:
    form = render("sv", template=template)
    for item in form.select("li[data-summary]"):
        [link] = item.select("a")
        assert form.select_one(str(link["href"]))
        [error] = form.select(f"[data-error={item['data-summary']}]")
        assert error.get_text(" ", strip=True) == f"Fel: {link.text}"


@FORMS
@pytest.mark.parametrize(("lang", "problem"), [("sv", "Fel:"), ("en", "Error:")])
def test_every_error_has_an_icon_and_says_that_it_is_one(template: str, lang: str, problem: str) -> None:
    """More than colour (WCAG 2.2 1.4.1), in every element of the class, also one that is added later."""
    errors = render(lang, template=template).select(".message.error")
    assert len(errors) >= 4
    for error in errors:
        assert error.select_one("svg.icon[aria-hidden=true]")
        assert error.get_text(" ", strip=True).startswith(f"{problem} ")


@FORMS
def test_nothing_is_announced_twice(template: str) -> None:
    """What gets focus is named by its text and is no live region; what does not is one."""
    form = render("sv", template=template)
    panels = form.select("[tabindex='-1'][data-message]")
    assert len(panels) >= 5
    for panel in panels:
        assert panel["role"] == "group"
        names = [
            str(panel.get(f"aria-{kind}", panel["aria-labelledby"])) for kind in ("labelledby", "describedby")
        ]
        assert all(form.select_one(f"#{name}") for name in names)
        assert not panel.select("[role], [aria-live]")
    live = [region.get_text(strip=True) for region in form.select("[role=status]")]
    assert live[-2:] == ["Svaret skickas …" if template == "form" else "Rapporten skickas …", ""]
    assert not form.select("[role=alert]")


@FORMS
def test_no_description_refers_to_a_hidden_error(template: str) -> None:
    """A hidden element that is referred to is read, too (Accessible Name and Description Computation 2A)."""
    described = render("sv", template=template).select(":is(input, textarea, fieldset)[aria-describedby]")
    names = {name for field in described for name in str(field["aria-describedby"]).split()}
    own = "feedback" if template == "form" else "report"
    assert names - {"report-use"} == {f"{own}-information", f"{own}-limit"}


def test_an_error_that_the_service_found_is_tied_to_its_field() -> None:
    """In the form without JavaScript, too."""
    templates = Environment(loader=FileSystemLoader(FOLDER.parent.parent), undefined=StrictUndefined)
    values = dict.fromkeys(("id", "page", "lang", "consent", "helpful", "comment", "contact"), "")
    given = {"words": words.in_language(WORDS, "sv"), "contact": None, "contact_days": 90, "values": values}
    for name, error, fields in [
        ("fields", "choose", "[name=helpful]"),
        ("fields", "too_long", "textarea"),
        ("report_fields", "describe", "textarea"),
        ("report_fields", "too_long", "textarea"),
        ("report_fields", "contact_too_long", "[name=contact]"),
    ]:
        template = templates.get_template(f"hallbar/feedback/form/{name}.html")
        form = BeautifulSoup(template.render(given, error=error), "html.parser")
        [shown] = form.select("[data-error]:not([hidden])")
        assert shown["data-error"] == error
        invalid = form.select("[aria-invalid=true]")
        assert invalid == form.select(fields)
        assert all(str(field["aria-describedby"]).split()[0] == shown["id"] for field in invalid)


def test_ids_are_unique_where_both_forms_are_on_a_page() -> None:
    ids = [
        element["id"]
        for template in ("form", "report")
        for element in render("sv", template=template).select("[id]")
    ]
    assert len(ids) == len(set(ids)) > 20


@FORMS
def test_text_may_run_in_its_own_direction(template: str) -> None:
    """Arabic and Hebrew (HTML, `dir`: the value `auto`)."""
    form = render("sv", template=template)
    assert [element["dir"] for element in form.select("textarea, [data-marked]")] == ["auto", "auto"]


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


@LANGUAGES
def test_the_words_of_the_gate(lang: str) -> None:
    keys = ("gate_text", "gate_accept", "gate_once", "gate_again")
    assert tuple(WORDS[key][lang] for key in keys) == GATE[lang]


FIXED = {  # the same everywhere and always, as the law or other texts refer to them
    "error": ("Svaret är inte skickat. Din text finns kvar.", "Not sent. Your text is still here."),
    "personal_remove": ("Ta bort uppgifterna", "Remove these details"),
    "report": ("Rapportera ett fel på sidan", "Report a problem with this page"),
    "question": ("Hjälpte den här informationen dig?", "Did this information help you?"),
}


def test_words_that_are_fixed() -> None:
    assert {key: (WORDS[key]["sv"], WORDS[key]["en"]) for key in FIXED} == FIXED


def test_one_limit_everywhere() -> None:
    for template in ("form", "report"):
        [comment] = render("sv", template=template).select("textarea")
        assert comment["data-limit"] == str(COMMENT_LIMIT)
    for key in ("limit", "too_long"):
        assert all(str(COMMENT_LIMIT) in text for text in WORDS[key].values())
    [contact] = render("sv", template="report").select("[name=contact]")
    assert contact["data-limit"] == str(CONTACT_LIMIT)
    assert all(str(CONTACT_LIMIT) in text for text in WORDS["contact_too_long"].values())


def test_placeholders_are_the_same_in_both_languages() -> None:
    for key, texts in WORDS.items():
        assert len({tuple(sorted(re.findall(r"{\w+}", text))) for text in texts.values()}) == 1, key


def test_the_scripts_write_what_storage_toml_lists_and_say_nothing() -> None:
    scripts = [path.read_text("utf-8") for path in FOLDER.rglob("*.js")]
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


def test_the_script_is_one_small_file() -> None:
    """It is fetched when a form is opened: all modules in one file, of at most 12 kB."""
    modules = {path.name: path.read_text("utf-8") for path in FOLDER.glob("form/*.js")}
    [(name, text)] = joined(modules).items()
    assert name == "form.js"
    assert len(gzip.compress(javascript.script(text).encode(), 6)) <= 12_000
