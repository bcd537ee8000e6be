"""The service's own pages, for those without JavaScript: the form, its thanks and its errors.

They use the same words as the form on the site, store nothing on the device and load only our style sheets.
"""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from hallbar import words
from hallbar.feedback.answer import ID, NONE_STORED
from hallbar.manifest import Manifest

DEFAULT_LANGUAGE = "sv"
RETRY_AFTER = {"Retry-After": "30"}  # seconds

_FOLDER = Path(__file__).parent
_WORDS = words.load(_FOLDER / "words.toml")
# Loaded from plugins/, so that a template has the same name here and in the site's build.
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER.parent.parent), autoescape=True, undefined=StrictUndefined
)
_HEADERS = {
    # No store: the page holds an id, and two people with the same id would count as one.
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    # Not no-referrer: a browser would then post the form with "Origin: null".
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def known_language(value: object) -> str:
    """Return `value` if it is a language that we have words in, else Swedish."""
    return value if isinstance(value, str) and value in _WORDS["question"] else DEFAULT_LANGUAGE


def word(key: str, lang: str) -> str:
    """Return a word of words.toml in a known language."""
    return _WORDS[key][lang]


def form_page(
    manifest: Manifest, page: str, lang: str, fields: Mapping[str, str], error: str = "", status: int = 200
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
    title = manifest.title(page)
    return _page("noscript.html", manifest, lang, status, values=values, error=error, page_title=title)


def message_page(
    manifest: Manifest | None, lang: str, key: str, status: int = 200, comment: str = ""
) -> HTMLResponse:
    """Return a page with the word `key`. It shows a comment that was not sent, so that it is not lost."""
    return _page("message.html", manifest, lang, status, message=_WORDS[key][lang], comment=comment)


def _page(name: str, manifest: Manifest | None, lang: str, status: int, **values: object) -> HTMLResponse:
    contact = _contact_page(manifest, lang) if manifest else None
    html = _TEMPLATES.get_template(f"hallbar/feedback/{name}").render(
        words=words.in_language(_WORDS, lang),
        lang=lang,
        site=_site_name(manifest) if manifest else "",
        colours=manifest.parts.get("frame", {}).get("colours", "") if manifest else "",
        home=f"..{manifest.home(lang) if manifest else '/'}",
        contact=f"..{contact}" if contact else None,
        status=status,
        **values,
    )
    return HTMLResponse(html, status, _HEADERS | (RETRY_AFTER if status == 503 else {}))


def _site_name(manifest: Manifest) -> str:
    """Return the name in the heading of the form; the title of the start page if the manifest has no name."""
    name: str = manifest.parts.get("feedback", {}).get("site", manifest.title("/"))
    return name


def _contact_page(manifest: Manifest, lang: str) -> str | None:
    """Return the URL of the contact page in a language; None if the site has no such page."""
    below = manifest.parts.get("feedback", {}).get("contact", "")
    page = f"{manifest.home(lang)}{below}"
    return page if below and page in manifest.pages else None
