"""The service's own pages, for those without JavaScript: the form, its thanks and its errors.

They say the same words as the form on the site, set nothing on the device and load two style sheets.
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
    # No store: the page carries an id, and two people with one id would be taken for one.
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    # Not no-referrer: with it a browser posts the form with "Origin: null".
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def known_language(value: object) -> str:
    """`value` when it is a language that we have words in, else Swedish."""
    return value if isinstance(value, str) and value in _WORDS["question"] else DEFAULT_LANGUAGE


def word(key: str, lang: str) -> str:
    """One of our words, in a known language."""
    return _WORDS[key][lang]


def form_page(
    manifest: Manifest, page: str, lang: str, fields: Mapping[str, str], error: str = "", status: int = 200
) -> HTMLResponse:
    """The form about `page`, with what was already filled in, and the key of what was wrong with it."""
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
    """One message, by its key. A comment that could not be sent is shown, so that it is not lost."""
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
    """Return the name in the heading of the form; that of the start page where the build gave none."""
    own: str = manifest.parts.get("feedback", {}).get("site", manifest.title("/"))
    return own


def _contact_page(manifest: Manifest, lang: str) -> str | None:
    """Return where citizens reach a person, in their language; None when the site has no such page."""
    below = manifest.parts.get("feedback", {}).get("contact", "")
    page = f"{manifest.home(lang)}{below}"
    return page if below and page in manifest.pages else None
