"""The service's own pages, for those without JavaScript: the form, its thanks and its errors.

They use the words of the form on the site and wear its frame, so that citizens see who asks. They store
nothing on the device, run no script and load only files of the site.
"""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from hallbar import words
from hallbar.feedback.service import shell
from hallbar.feedback.service.answer import ID, NONE_STORED
from hallbar.manifest import Manifest

DEFAULT_LANGUAGE = "sv"
RETRY_AFTER = {"Retry-After": "30"}  # seconds

_FOLDER = Path(__file__).parents[1]
_WORDS = words.load(_FOLDER / "words.toml")
# Loaded from plugins/, so that a template has the same name here and in the site's build.
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER.parent.parent), autoescape=True, undefined=StrictUndefined
)
_HEADERS = {
    # No store: the page holds an id, and two people with the same id would count as one.
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    # Not no-referrer: a browser would then post the form with "Origin: null".
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def known_language(value: object) -> str:
    """Return `value` if it is a language that we have words in, else Swedish."""
    return value if isinstance(value, str) and value in _WORDS["question"] else DEFAULT_LANGUAGE


def word(key: str, lang: str) -> str:
    """Return a word of words.toml in a known language."""
    return _WORDS[key][lang]


class Pages:
    """The pages of the service of one site. `site` is the folder of the built site, which holds the frame."""

    def __init__(self, site: Path) -> None:
        self._site = site

    def form(
        self,
        manifest: Manifest,
        page: str,
        lang: str,
        fields: Mapping[str, str],
        error: str = "",
        status: int = 200,
    ) -> HTMLResponse:
        """Return the form about `page`, filled in with `fields`. `error` is the key of the error's word."""
        sent = fields.get("id", "").lower()
        values = {
            "id": sent if ID.fullmatch(sent) else str(uuid4()),
            "page": page,
            "lang": lang,
            "consent": NONE_STORED,
            "helpful": fields.get("helpful", ""),
            "comment": fields.get("comment", ""),
        }
        about = {"values": values, "page_title": manifest.title(page)}
        return self._page("own_form.html", manifest, lang, status, error=error, **about)

    def thanks(self, manifest: Manifest | None, lang: str, page: str) -> HTMLResponse:
        """Return the thanks, with a link back to the page that was answered on, if the site has it."""
        back = (
            {"page": page, "page_title": manifest.title(page)} if manifest and page in manifest.pages else {}
        )
        return self._page("own_thanks.html", manifest, lang, 200, **({"page": ""} | back))

    def error(
        self, manifest: Manifest | None, lang: str, key: str, status: int, comment: str = ""
    ) -> HTMLResponse:
        """Return a page with the word `key`. It shows a comment that was not sent, so that it is not lost."""
        text = _words(manifest, lang)[key]
        return self._page("own_error.html", manifest, lang, status, message=text, comment=comment)

    def _page(
        self, name: str, manifest: Manifest | None, lang: str, status: int, **values: object
    ) -> HTMLResponse:
        contact = _contact_page(manifest, lang) if manifest else None
        html = _TEMPLATES.get_template(f"hallbar/feedback/service/{name}").render(
            words=_words(manifest, lang),
            lang=lang,
            frame=shell.read(self._site, lang),
            site=_site_name(manifest) if manifest else "",
            home=f"..{manifest.home(lang) if manifest else '/'}",
            contact=f"..{contact}" if contact else None,
            status=status,
            **values,
        )
        return HTMLResponse(html, status, _HEADERS | (RETRY_AFTER if status == 503 else {}))


def _words(manifest: Manifest | None, lang: str) -> dict[str, str]:
    """Return the words in a language, with those that the site replaces in `extra.words`."""
    own = manifest.parts.get("feedback", {}).get("words", {}) if manifest else {}
    return words.replaced(words.in_language(_WORDS, lang), {"feedback": own}, lang, "feedback")


def _site_name(manifest: Manifest) -> str:
    """Return the name in the heading of the form; the title of the start page if the manifest has no name."""
    name: str = manifest.parts.get("feedback", {}).get("site", manifest.title("/"))
    return name


def _contact_page(manifest: Manifest, lang: str) -> str | None:
    """Return the URL of the contact page in a language; None if the site has no such page."""
    below = manifest.parts.get("feedback", {}).get("contact", "")
    page = f"{manifest.home(lang)}{below}"
    return page if below and page in manifest.pages else None
