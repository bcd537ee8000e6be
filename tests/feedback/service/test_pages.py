"""The service's pages for those without JavaScript."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

from hallbar.feedback.service.store import SQLiteStore

Ask = Callable[..., httpx.Response]
ORIGIN = {"Origin": "https://biblioteket.example"}
FIXED = {
    "sv": (
        "Hjälp oss att förbättra biblioteket.example!",
        "Hjälpte den här informationen dig?",
        "Skriv inga personuppgifter. Det du skickar blir en allmän handling. Vi kan inte svara här. "
        "Vill du ha svar, kontakta oss. Vid fara för liv: ring 112.",
    ),
    "en": (
        "Help us improve biblioteket.example!",
        "Did this information help you?",
        "Do not write personal details. What you send becomes a public record. We cannot reply here. "
        "If you want a reply, contact us. If life is in danger: call 112.",
    ),
}


def read(response: httpx.Response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    [found] = page.select(selector)
    return found


def filled_in(page: BeautifulSoup) -> dict[str, str]:
    """Return the fields that a browser would send if nothing was changed."""
    sent = {
        str(field["name"]): str(field.get("value", ""))
        for field in page.select("form input:not([type=radio])")
    }
    sent |= {
        str(field["name"]): str(field["value"]) for field in page.select("form input[type=radio][checked]")
    }
    return sent | {"comment": one(page, "form textarea").text.removeprefix("\n")}


def test_the_form_can_be_sent_as_it_is(ask: Ask, store: SQLiteStore) -> None:
    page = read(ask("GET", "/feedback/?page=/regler/&lang=sv"))
    form = one(page, "form")
    assert (form["method"], form["action"]) == ("post", "../api/feedback")
    response = ask("POST", "/api/feedback", data=filled_in(page) | {"helpful": "yes"}, headers=ORIGIN)
    assert response.status_code == 303
    [stored] = store.answers()
    assert (stored.answer.page, stored.answer.lang, stored.answer.consent) == (
        "/regler/",
        "sv",
        "none-stored",
    )
    assert not stored.answer.suspect


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_fixed_texts(ask: Ask, lang: str) -> None:
    page = read(ask("GET", f"/feedback/?page=/&lang={lang}"))
    heading, question, information = FIXED[lang]
    assert one(page, "html")["lang"] == lang
    assert one(page, "h1").text == heading
    assert one(page, "legend").text == question
    assert one(page, "#feedback-information").text == information


def test_the_page_is_named_and_linked(ask: Ask) -> None:
    page = read(ask("GET", "/feedback/?page=/regler/&lang=sv"))
    assert one(page, "a[href='../regler/']").text == "Regler & <mål>"
    assert one(page, "a[href='../kontakt/']").text == "kontakta oss"
    styles = [link["href"] for link in page.select("link[rel=stylesheet]")]
    assert [style.rpartition("/")[2] for style in map(str, styles)] == [
        *("tokens.css", "controls.css", "form.css")
    ]


def test_every_page_wears_the_frame(ask: Ask) -> None:
    """Somebody who asks for words must say who it is, or the page looks like phishing."""
    for path in ("/feedback/?page=/regler/", "/feedback/thanks", "/feedback/?page=/nej/"):
        page = read(ask("GET", path))
        assert one(page, "body > header").text == "Exempelby kommun"
        assert one(page, "body > main h1").text
        assert one(page, "body > footer").text == "08-123 45"
        assert one(page, "title").text.endswith(" – Biblioteket")


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"<title></title><!--content-->",
        b"<title><!--title--></title>",
        b"<!--title--><!--title--><!--content-->",
        b"<!--content--><!--title-->",
        b"<!--title-->\xff<!--content-->",
        None,
    ],
)
def test_without_a_usable_frame_no_answer_is_lost(
    ask: Ask, store: SQLiteStore, site: Path, broken: bytes | None
) -> None:
    shell = site / "hallbar/frame/shell.sv.txt"
    if broken is None:
        shell.unlink()
    else:
        shell.write_bytes(broken)
    page = read(ask("GET", "/feedback/?page=/regler/"))
    assert (one(page, "html")["lang"], one(page, "meta[name=robots]")["content"]) == ("sv", "noindex")
    assert one(page, "title").text == "Hjälp oss att förbättra biblioteket.example! – biblioteket.example"
    response = ask("POST", "/api/feedback", data=filled_in(page) | {"helpful": "yes"}, headers=ORIGIN)
    assert (response.status_code, len(store.answers())) == (303, 1)


def test_the_frame_of_a_new_release_is_used(ask: Ask, site: Path) -> None:
    shell = site / "hallbar/frame/shell.sv.txt"
    assert "08-123 45" in ask("GET", "/feedback/").text
    shell.write_text(shell.read_text("utf-8").replace("08-123 45", "08-765 43 21"), "utf-8")
    assert "08-765 43 21" in ask("GET", "/feedback/").text


def test_an_answer_cannot_change_the_frame(ask: Ask, fields: dict[str, str]) -> None:
    sent = fields | {"comment": "<!--title--></textarea><!--content-->{{ 7*7 }}", "helpful": ""}
    page = read(ask("POST", "/api/feedback", data=sent, headers=ORIGIN))
    assert filled_in(page)["comment"] == sent["comment"]
    assert one(page, "title").text.startswith("Fel: Hjälp oss")
    assert len(page.select("main, footer")) == 2


def test_every_field_has_a_label(ask: Ask) -> None:
    page = read(ask("GET", "/feedback/"))
    for field in page.select("input:not([type=hidden]), textarea"):
        assert field.find_parent("label") or one(page, f"label[for={field['id']}]").text
    described = str(one(page, "textarea")["aria-describedby"]).split()
    assert all(one(page, f"#{name}").text for name in described)


@pytest.mark.parametrize(
    ("query", "lang", "page"),
    [
        ("", "sv", "/"),
        ("?lang=en", "en", "/en/"),
        ("?lang=xx&page=/regler/", "sv", "/regler/"),
        ("?lang=%3Cscript%3E", "sv", "/"),
    ],
)
def test_missing_and_unknown_parameters(ask: Ask, query: str, lang: str, page: str) -> None:
    form = filled_in(read(ask("GET", f"/feedback/{query}")))
    assert (form["lang"], form["page"]) == (lang, page)


def test_an_unknown_page(ask: Ask) -> None:
    response = ask("GET", "/feedback/?page=https://evil.example/&lang=en")
    page = read(response)
    assert response.status_code == 404
    assert one(page, "title").text.startswith("Error: We cannot find the page")
    assert one(page, ".message.error").get_text(" ", strip=True).startswith("Error: We cannot find the page")
    assert "evil" not in response.text
    assert one(page, "a")["href"] == "../en/"


def test_words_that_the_site_replaces(ask: Ask) -> None:
    assert "Till biblioteket" in ask("GET", "/feedback/thanks?lang=sv").text
    assert "To the start page" in ask("GET", "/feedback/thanks?lang=en").text


def test_each_form_has_an_id_of_its_own(ask: Ask) -> None:
    ids = {filled_in(read(ask("GET", "/feedback/")))["id"] for _ in range(5)}
    assert len(ids) == 5


def test_thanks(ask: Ask) -> None:
    page = read(ask("GET", "/feedback/thanks?lang=en"))
    assert one(page, "h1").text == "Thank you! Your answer has been sent."
    assert one(page, "a")["href"] == "../en/"
    assert one(page, ".message").get_text(strip=True).endswith("If you want a reply, contact us.")
    assert not page.select("a[href*=regler]")
    back = one(read(ask("GET", "/feedback/thanks?lang=en&page=/regler/")), "a[href='../regler/']")
    assert back.text == "Regler & <mål>"
    assert "evil" not in ask("GET", "/feedback/thanks?lang=en&page=//evil.example/").text
    assert one(read(ask("GET", "/feedback/thanks?lang=xx")), "html")["lang"] == "sv"


@pytest.mark.parametrize(
    ("change", "status", "message", "place"),
    [
        ({"helpful": ""}, 422, "Choose yes or no.", "#feedback-yes"),
        ({"comment": "<b>" * 200}, 422, "The text is too long.", "#feedback-comment"),
        ({"id": "x"}, 422, "Not sent. Something in the form went wrong.", "#feedback-send"),
    ],
)
def test_an_error_preserves_the_text(
    ask: Ask,
    store: SQLiteStore,
    fields: dict[str, str],
    change: dict[str, str],
    status: int,
    message: str,
    place: str,
) -> None:
    sent = fields | {"lang": "en", "comment": "<script>alert(1)</script>\n\"å'&amp;"} | change
    response = ask("POST", "/api/feedback", data=sent, headers=ORIGIN)
    page = read(response)
    assert (response.status_code, store.answers()) == (status, [])
    assert one(page, "html")["lang"] == "en"
    assert one(page, "title").text.startswith("Error: ")
    assert one(page, f".message.error[role=alert] a[href='{place}']").text.startswith(message)
    assert one(page, place)
    assert filled_in(page)["comment"] == sent["comment"]
    assert not page.select("script, b")


@pytest.mark.parametrize(
    ("change", "described", "invalid"),
    [
        ({"helpful": ""}, "fieldset", ["feedback-yes", "feedback-no"]),
        ({"comment": "x" * 501}, "textarea", ["feedback-comment"]),
    ],
)
def test_an_error_is_tied_to_its_field(
    ask: Ask, fields: dict[str, str], change: dict[str, str], described: str, invalid: list[str]
) -> None:
    """WCAG 2.2 3.3.1."""
    page = read(ask("POST", "/api/feedback", data=fields | change, headers=ORIGIN))
    first = str(one(page, described)["aria-describedby"]).split()[0]
    assert one(page, f"#{first}:not([hidden])").get_text(" ", strip=True).startswith("Fel: ")
    assert [field["id"] for field in page.select("[aria-invalid=true]")] == invalid
    assert len(page.select("[data-error]:not([hidden])")) == 1


def test_after_an_error_the_form_can_be_sent(ask: Ask, store: SQLiteStore, fields: dict[str, str]) -> None:
    page = read(ask("POST", "/api/feedback", data=fields | {"comment": "x" * 501}, headers=ORIGIN))
    again = filled_in(page) | {"comment": "x" * 500}
    assert ask("POST", "/api/feedback", data=again, headers=ORIGIN).status_code == 303
    assert [(stored.answer.id, stored.answer.helpful) for stored in store.answers()] == [
        (fields["id"], False)
    ]


@pytest.mark.parametrize("id_", ["", "x"])
def test_a_form_without_an_id_gets_one(
    ask: Ask, store: SQLiteStore, fields: dict[str, str], id_: str
) -> None:
    """As when form.js did not load, and the browser posts the form on the site."""
    page = read(ask("POST", "/api/feedback", data=fields | {"id": id_}, headers=ORIGIN))
    assert ask("POST", "/api/feedback", data=filled_in(page), headers=ORIGIN).status_code == 303
    assert len(store.answers()) == 1


def test_an_error_about_a_removed_page_preserves_the_text(ask: Ask, fields: dict[str, str]) -> None:
    sent = fields | {"page": "/borta/", "comment": "<i>min text</i>"}
    page = read(ask("POST", "/api/feedback", data=sent, headers=ORIGIN))
    assert one(page, ".feedback-kept").text == "<i>min text</i>"
    assert one(page, "a[href='../kontakt/']").text == "Kontakta oss"


@pytest.mark.parametrize(
    "path", ["/feedback/", "/feedback/?lang=en", "/feedback/?page=/nej/", "/feedback/thanks", "/api/feedback"]
)
def test_headers(ask: Ask, path: str) -> None:
    response = ask("POST", path, data={"lang": "sv"}) if "api" in path else ask("GET", path)
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response.headers["x-robots-tag"] == "noindex"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["cache-control"] == "no-store"
    assert "set-cookie" not in response.headers
    assert not read(response).select("script, style, [style]")
