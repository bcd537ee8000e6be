"""The service's pages for those without JavaScript."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup, Tag

from feedback.conftest import stored
from hallbar import manifest
from hallbar.feedback.service import drafts
from hallbar.feedback.service.addresses import ANSWER, REPORT
from hallbar.feedback.service.answer import Refused
from hallbar.feedback.service.pages import Pages

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


def post(ask: Ask, fields: dict[str, str]) -> httpx.Response:
    """Return the page that a browser shows after a posted form."""
    return ask("POST", "/api/feedback?lang=sv", data=fields, headers=ORIGIN, follow_redirects=True)


def test_the_form_can_be_sent_as_it_is(ask: Ask, data: Path) -> None:
    page = read(ask("GET", "/feedback/?page=/regler/&lang=sv"))
    form = one(page, "form")
    assert (form["method"], form["action"]) == ("post", "../api/feedback?lang=sv")
    response = ask("POST", "/api/feedback", data=filled_in(page) | {"helpful": "yes"}, headers=ORIGIN)
    assert response.status_code == 303
    [kept] = stored(data)
    assert (kept.page, kept.lang, kept.consent) == (
        "/regler/",
        "sv",
        "none-stored",
    )
    assert not kept.suspect


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
    ask: Ask, data: Path, site: Path, broken: bytes | None
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
    assert (response.status_code, len(stored(data))) == (303, 1)


def test_the_frame_of_a_new_release_is_used(ask: Ask, site: Path) -> None:
    shell = site / "hallbar/frame/shell.sv.txt"
    assert "08-123 45" in ask("GET", "/feedback/").text
    shell.write_text(shell.read_text("utf-8").replace("08-123 45", "08-765 43 21"), "utf-8")
    assert "08-765 43 21" in ask("GET", "/feedback/").text


def test_an_answer_cannot_change_the_frame(ask: Ask, fields: dict[str, str]) -> None:
    sent = fields | {"comment": "<!--title--></textarea><!--content-->{{ 7*7 }}", "helpful": ""}
    page = read(post(ask, sent))
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
    assert one(page, "main a")["href"] == "../en/"


def test_words_that_the_site_replaces(ask: Ask) -> None:
    assert "Till biblioteket" in ask("GET", "/feedback/thanks?lang=sv").text
    assert "To the start page" in ask("GET", "/feedback/thanks?lang=en").text


def test_each_form_has_an_id_of_its_own(ask: Ask) -> None:
    ids = {filled_in(read(ask("GET", "/feedback/")))["id"] for _ in range(5)}
    assert len(ids) == 5


def test_thanks(ask: Ask) -> None:
    page = read(ask("GET", "/feedback/thanks?lang=en"))
    assert one(page, "h1").text == "Thank you! Your answer has been sent."
    assert one(page, "main a")["href"] == "../en/"
    assert one(page, ".message").get_text(strip=True).endswith("If you want a reply, contact us.")
    assert not page.select("a[href*=regler]")
    back = one(read(ask("GET", "/feedback/thanks?lang=en&page=/regler/")), "a[href='../regler/']")
    assert back.text == "Regler & <mål>"
    assert "evil" not in ask("GET", "/feedback/thanks?lang=en&page=//evil.example/").text
    assert one(read(ask("GET", "/feedback/thanks?lang=xx")), "html")["lang"] == "sv"


@pytest.mark.parametrize(
    ("change", "message", "place"),
    [
        ({"helpful": ""}, "Choose yes or no.", "#feedback-yes"),
        ({"comment": "<b>" * 200}, "The text is too long.", "#feedback-comment"),
        ({"comment": "å" * 10_000}, "The text is too long.", "#feedback-comment"),
        ({"id": "x"}, "Not sent. Something in the form went wrong.", ""),
    ],
)
def test_an_error_preserves_the_text(
    ask: Ask,
    data: Path,
    fields: dict[str, str],
    change: dict[str, str],
    message: str,
    place: str,
) -> None:
    sent = fields | {"lang": "en", "comment": "<script>alert(1)</script>\n\"å'&amp;"} | change
    response = post(ask, sent)
    page = read(response)
    assert (response.status_code, stored(data)) == (200, [])
    assert one(page, "html")["lang"] == "en"
    assert one(page, "title").text.startswith("Error: ")
    summary = one(page, "#feedback-wrong[role=group][tabindex='-1'][autofocus]")
    assert one(summary, "#feedback-wrong-text").get_text(" ", strip=True).startswith(f"Error: {message}")
    assert [link["href"] for link in summary.select("a[href^='#']")] == ([place] if place else [])
    assert not place or one(page, place)
    assert filled_in(page)["comment"] == sent["comment"]
    assert not page.select("script, b")


@pytest.mark.parametrize(
    ("change", "invalid"),
    [
        ({"helpful": ""}, ["feedback-yes", "feedback-no"]),
        ({"comment": "x" * 501}, ["feedback-comment"]),
    ],
)
def test_an_error_is_tied_to_its_field(
    ask: Ask, fields: dict[str, str], change: dict[str, str], invalid: list[str]
) -> None:
    """WCAG 2.2 3.3.1."""
    page = read(post(ask, fields | change))
    fields_in_error = page.select("[aria-invalid=true]")
    assert [field["id"] for field in fields_in_error] == invalid
    for field in fields_in_error:
        first = str(field["aria-describedby"]).split()[0]
        assert one(page, f"#{first}:not([hidden])").get_text(" ", strip=True).startswith("Fel: ")
    assert len(page.select("[data-error]:not([hidden])")) == 1


def test_after_an_error_the_form_can_be_sent(ask: Ask, data: Path, fields: dict[str, str]) -> None:
    page = read(post(ask, fields | {"comment": "x" * 501}))
    again = filled_in(page) | {"comment": "x" * 500}
    assert ask("POST", "/api/feedback", data=again, headers=ORIGIN).status_code == 303
    assert [(one.id, one.helpful) for one in stored(data)] == [(fields["id"], False)]


@pytest.mark.parametrize("id_", ["", "x"])
def test_a_form_without_an_id_gets_one(ask: Ask, data: Path, fields: dict[str, str], id_: str) -> None:
    """As when form.js did not load, and the browser posts the form on the site."""
    page = read(post(ask, fields | {"id": id_}))
    assert ask("POST", "/api/feedback", data=filled_in(page), headers=ORIGIN).status_code == 303
    assert len(stored(data)) == 1


def test_an_error_about_a_removed_page_preserves_the_text(ask: Ask, fields: dict[str, str]) -> None:
    sent = fields | {"page": "/borta/", "comment": "<i>min text</i>"}
    page = read(post(ask, sent))
    assert one(page, ".feedback-kept").text == "<i>min text</i>"
    assert one(page, "a[href='../kontakt/']").text == "kontakta oss"


@pytest.mark.parametrize(
    "path", ["/feedback/", "/feedback/?lang=en", "/feedback/?page=/nej/", "/feedback/thanks", "/api/feedback"]
)
def test_headers(ask: Ask, path: str) -> None:
    response = ask("POST", path, data={"no": "fields"}, headers=ORIGIN) if "api" in path else ask("GET", path)
    assert response.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert response.headers["x-robots-tag"] == "noindex"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "strict-origin"
    assert response.headers["cache-control"] == "private, no-cache"
    assert "set-cookie" not in response.headers
    assert not read(response).select("script, style, [style]")


# After a refusal


def redirect(ask: Ask, fields: dict[str, str]) -> str:
    """Return the address that a refused form leads to, from the site's root."""
    response = ask("POST", "/api/feedback", data=fields, headers=ORIGIN)
    assert response.status_code == 303
    return response.headers["location"].removeprefix("..")


def test_a_refused_form_leads_to_its_page_where_focus_is_on_the_error(
    ask: Ask, fields: dict[str, str]
) -> None:
    address = redirect(ask, fields | {"helpful": ""})
    assert address.startswith("/feedback/?page=%2Fregler%2F&lang=sv&draft=")
    assert address.endswith("#feedback-wrong")
    for _ in range(2):  # a reload asks again
        assert filled_in(read(ask("GET", address)))["comment"] == fields["comment"]


def test_a_draft_is_shown_in_another_language_too(ask: Ask, fields: dict[str, str]) -> None:
    page = read(ask("GET", redirect(ask, fields | {"helpful": ""})))
    english = read(ask("GET", str(one(page, "nav a")["href"]).removeprefix("..")))
    assert one(english, "html")["lang"] == "en"
    assert filled_in(english)["comment"] == fields["comment"]
    assert one(english, "#feedback-wrong-text").get_text(" ", strip=True) == "Error: Choose yes or no."


def test_a_draft_about_a_removed_page_is_shown_in_another_language_too(
    ask: Ask, fields: dict[str, str]
) -> None:
    page = read(ask("GET", redirect(ask, fields | {"page": "/borta/"})))
    english = read(ask("GET", str(one(page, "nav a")["href"]).removeprefix("..")))
    assert (one(english, "html")["lang"], one(english, ".feedback-kept").text) == ("en", fields["comment"])


def test_a_draft_that_is_gone_is_said_to_be(ask: Ask) -> None:
    page = read(ask("GET", "/feedback/?page=/regler/&lang=sv&draft=borta"))
    assert "Vi har inte längre kvar det du skrev." in one(page, "#feedback-wrong").text
    assert filled_in(page)["page"] == "/regler/"


def test_what_has_been_sent_is_no_draft_any_longer(ask: Ask, fields: dict[str, str]) -> None:
    address = redirect(ask, fields | {"comment": "x" * 501})
    assert "x" * 501 in ask("GET", address).text
    ask("POST", "/api/feedback", data=fields, headers=ORIGIN)
    assert "x" * 501 not in ask("GET", address).text


def test_without_room_for_a_draft_the_page_is_the_reply(
    ask: Ask, fields: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 0)
    response = ask("POST", "/api/feedback", data=fields | {"helpful": ""}, headers=ORIGIN)
    page = read(response)
    assert (response.status_code, filled_in(page)["comment"]) == (422, fields["comment"])
    assert one(page, "#feedback-wrong[autofocus]")
    removed = ask("POST", "/api/feedback", data=fields | {"page": "/borta/"}, headers=ORIGIN)
    assert (removed.status_code, one(read(removed), ".feedback-kept").text) == (422, fields["comment"])


def test_the_address_never_holds_what_was_written(ask: Ask, fields: dict[str, str]) -> None:
    """Not even in the field of the page, which anybody can fill in; and it stays short."""
    for change in ({"page": "/min-text/" * 1000}, {"lang": "min-text"}, {"helpful": "min-text"}):
        address = redirect(ask, fields | {"comment": "min-text"} | change)
        assert "min-text" not in address
        assert len(address) < 200


REFUSALS = {
    "too_many": (Refused("too_many", 429, 30), "Försök igen om en stund", True),
    "error": (Refused("error", 503, 30), "Din text finns kvar. Försök igen om en stund", True),
    "settled": (Refused("settled", 409), "Skicka igen, så sparar vi", False),
    "malformed": (Refused("malformed", 400), "Något i formuläret blev fel. Försök igen", True),
}


@pytest.mark.parametrize("name", REFUSALS)
@pytest.mark.parametrize("room", [True, False])
def test_each_refusal_says_what_to_do(
    site: Path, fields: dict[str, str], name: str, room: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not room:
        monkeypatch.setattr(drafts, "MOST", 0)
    refusal, said, contact = REFUSALS[name]
    built, pages = manifest.read(site), Pages(site)
    response = pages.refused(ANSWER, built, refusal, fields, {})
    if room:
        query = dict(parse_qsl(urlsplit(response.headers["location"]).query))
        response = pages.form(ANSWER, built, query)
        assert (response.status_code, "retry-after" in response.headers) == (200, False)
    else:
        wait = str(refusal.wait) if refusal.wait else None
        assert (response.status_code, response.headers.get("retry-after")) == (refusal.status, wait)
    page = BeautifulSoup(bytes(response.body), "html.parser")
    message = one(page, "#feedback-wrong").get_text(" ", strip=True)
    assert said in message
    assert ("kontakta oss" in message) is contact
    form = filled_in(page)
    assert (form["comment"], form["id"] != fields["id"]) == (fields["comment"], name == "settled")


@pytest.mark.parametrize(("key", "status"), [("error", 503), ("settled", 409)])
def test_a_refused_report_is_no_answer(site: Path, fields: dict[str, str], key: str, status: int) -> None:
    built, pages = manifest.read(site), Pages(site)
    response = pages.refused(REPORT, built, Refused(key, status), fields | {"contact": "a@b.example"}, {})
    assert response.headers["location"].startswith("../feedback/report?")
    query = dict(parse_qsl(urlsplit(response.headers["location"]).query))
    page = BeautifulSoup(bytes(pages.form(REPORT, built, query).body), "html.parser")
    assert "apport" in one(page, "#feedback-wrong-text").text
    assert "svar" not in one(page, "#feedback-wrong-text").text
    assert filled_in(page)["contact"] == "a@b.example"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_refusal_before_reading_leads_back(ask: Ask, lang: str) -> None:
    text = {"comment": "å" * 200_000, "lang": lang}
    page = read(ask("POST", f"/api/feedback?lang={lang}", data=text, headers=ORIGIN))
    message = one(page, "#feedback-wrong").get_text(" ", strip=True)
    assert one(page, "html")["lang"] == lang
    assert ("gå tillbaka i webbläsaren" if lang == "sv" else "go back in your browser") in message


def test_a_site_that_is_not_built_preserves_the_text(ask: Ask, site: Path, fields: dict[str, str]) -> None:
    file = site / "hallbar/manifest.json"
    built = file.read_text("utf-8")
    file.unlink()
    address = redirect(ask, fields)
    page = ask("GET", address)
    assert (page.status_code, one(read(page), ".feedback-kept").text) == (503, fields["comment"])
    file.write_text(built, "utf-8")
    assert filled_in(read(ask("GET", address)))["comment"] == fields["comment"]


# Languages


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("/feedback/?page=/&lang=sv", "../feedback/?page=%2Fen%2F&lang=en"),
        ("/feedback/?page=/en/&lang=en", "../feedback/?page=%2F&lang=sv"),
        ("/feedback/?page=/regler/&lang=sv", "../feedback/?page=%2Fregler%2F&lang=en"),
        ("/feedback/report?page=/&lang=sv", "../feedback/report?page=%2Fen%2F&lang=en"),
        (
            "/feedback/thanks?about=report&lang=sv&page=/&removed=2",
            "../feedback/thanks?page=%2Fen%2F&lang=en&about=report&removed=2",
        ),
        ("/feedback/thanks?page=//evil.example&x=y", "../feedback/thanks?lang=en"),
        ("/feedback/?page=/nej/", "../feedback/?lang=en"),
    ],
)
def test_the_language_link_leads_to_the_same_page(ask: Ask, path: str, other: str) -> None:
    assert one(read(ask("GET", path)), "nav a")["href"] == other


@pytest.mark.parametrize(("languages", "shown"), [(["sv"], "sv"), (["en"], "en"), (["fi", "en"], "en")])
def test_a_language_that_the_site_lacks_is_not_shown(
    ask: Ask, data: Path, site: Path, languages: list[str], shown: str
) -> None:
    """Its form would be refused."""
    file = site / "hallbar/manifest.json"
    content = json.loads(file.read_text("utf-8")) | {"languages": languages}
    file.write_text(json.dumps(content), "utf-8")
    for lang in ("sv", "en", "fi", ""):
        page = read(ask("GET", f"/feedback/?page=/&lang={lang}"))
        assert one(page, "html")["lang"] == (lang if lang in languages and lang != "fi" else shown)
        sent = filled_in(page) | {"helpful": "yes"}
        assert (
            ask("POST", "/api/feedback", data=sent, headers=ORIGIN)
            .headers["location"]
            .startswith("../feedback/thanks")
        )
    assert len(stored(data)) == 4


# The report of a problem


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_form_for_a_report(ask: Ask, lang: str) -> None:
    page = read(ask("GET", f"/feedback/report?page=/regler/&lang={lang}"))
    assert (
        one(page, "h1").text
        == {
            "sv": "Rapportera ett fel på sidan",
            "en": "Report a problem with this page",
        }[lang]
    )
    form = one(page, "form")
    assert (form["method"], form["action"]) == ("post", f"../api/report?lang={lang}")
    assert {*filled_in(page)} == {"id", "page", "lang", "comment", "contact", "website"}
    assert one(page, "a[href='../regler/']").text == "Regler & <mål>"
    for field in page.select("input:not([type=hidden]), textarea"):
        assert field.find_parent("label") or one(page, f"label[for={field['id']}]").text
        for name in str(field.get("aria-describedby", "")).split():
            assert one(page, f"#{name}").text.strip()
    assert not page.select("[required][aria-invalid], [data-error]:not([hidden])")


def test_how_long_a_contact_is_kept(ask: Ask, site: Path) -> None:
    assert "efter 90 dagar" in ask("GET", "/feedback/report").text
    change_settings(site, contact_days=7)
    assert "efter 7 dagar" in ask("GET", "/feedback/report").text
    assert "after 7 days" in ask("GET", "/feedback/report?lang=en").text


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/feedback?page=/&lang=sv", "feedback/?page=/&lang=sv"),
        ("/feedback/report/?page=/", "../report?page=/"),
        ("/feedback", "feedback/"),
    ],
)
def test_an_address_with_a_slash_too_many_or_too_few(ask: Ask, path: str, to: str) -> None:
    """Relative, so that it works below a path behind any web server."""
    response = ask("GET", path)
    assert (response.status_code, response.headers["location"]) == (308, to)


# What was removed


def change_settings(site: Path, **changed: object) -> None:
    file = site / "hallbar/manifest.json"
    content = json.loads(file.read_text("utf-8"))
    content["feedback"] |= changed
    file.write_text(json.dumps(content), "utf-8")


def test_the_citizen_learns_what_was_removed(ask: Ask, fields: dict[str, str]) -> None:
    page = read(post(ask, fields | {"comment": "Ring anna@exempel.example och bo@exempel.example"}))
    assert "Vi tog bort 2 uppgifter som" in one(page, ".message").text
    page = read(post(ask, fields | {"comment": "Ring anna@exempel.example"}))
    assert "Vi tog bort 1 uppgift som" in one(page, ".message").text
    assert "Vi tog bort" not in post(ask, fields | {"comment": "Bra sida."}).text


@pytest.mark.parametrize("removed", ["0", "-1", "x", "", "1e3", "²", "<b>", "9" * 5000])
def test_a_number_that_the_service_never_writes(ask: Ask, removed: str) -> None:
    page = ask("GET", f"/feedback/thanks?lang=sv&removed={removed}")
    assert (page.status_code, "Vi tog bort" in page.text) == (200, False)


def test_the_decision_is_named(ask: Ask, site: Path) -> None:
    assert "enligt" not in ask("GET", "/feedback/thanks?removed=1").text
    change_settings(site, decision={"sv": "beslut <7>", "en": "decision 7"})
    assert "Vi tar bort dem enligt beslut &lt;7&gt;." in ask("GET", "/feedback/thanks?removed=1").text
    change_settings(site, decision="decision 8")
    assert "under decision 8." in ask("GET", "/feedback/thanks?removed=1&lang=en").text
    change_settings(site, decision={"sv": "beslut <7>", "en": "decision 7"})
    assert "under decision 7." in ask("GET", "/feedback/thanks?removed=1&lang=en").text
    assert "enligt" not in ask("GET", "/feedback/thanks").text
