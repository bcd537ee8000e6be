"""The service's pages for those without JavaScript."""

from collections.abc import Callable

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

from hallbar.feedback.store import SQLiteStore

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
    assert styles == ["../hallbar/frame/tokens.css", "../hallbar/feedback/feedback.css"]


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
    assert one(page, "h1").text.startswith("We cannot find the page")
    assert "evil" not in response.text
    assert one(page, "a")["href"] == "../en/"


def test_each_form_has_an_id_of_its_own(ask: Ask) -> None:
    ids = {filled_in(read(ask("GET", "/feedback/")))["id"] for _ in range(5)}
    assert len(ids) == 5


def test_thanks(ask: Ask) -> None:
    page = read(ask("GET", "/feedback/thanks?lang=en"))
    assert one(page, "h1").text == "Thank you! Your answer has been sent."
    assert one(page, "a")["href"] == "../en/"
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
    assert one(page, "title").text.startswith("Something is wrong: ")
    assert one(page, f".feedback-error a[href='{place}']").text.startswith(message)
    assert one(page, place)
    assert filled_in(page)["comment"] == sent["comment"]
    assert not page.select("script, b")


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
    """As when feedback.js did not load, and the browser posts the form on the site."""
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
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "same-origin"
    assert response.headers["cache-control"] == "no-store"
    assert "set-cookie" not in response.headers
    assert not read(response).select("script, style, [style]")
