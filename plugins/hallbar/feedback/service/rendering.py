"""Templates of the service's own pages, with the words and the frame of the site."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from hallbar import words
from hallbar.feedback.service import shell
from hallbar.feedback.service.addresses import ANSWER, REPORT, Address, Kind
from hallbar.feedback.service.drafts import Draft
from hallbar.manifest import Manifest

DEFAULT_LANGUAGE = "sv"
CONTACT_DAYS = 90
"""Days that a contact is kept if the manifest does not say."""

OF_REPORTS = {"error": "report_error", "settled": "report_settled"}
"""Key of a refusal -> key of its word if it is a report that was refused."""

_FOLDER = Path(__file__).parents[1]
_WORDS = words.load(_FOLDER / "words.toml")
# Loaded from plugins/, so that a template has the same name here and in the site's build.
_TEMPLATES = Environment(
    loader=FileSystemLoader(_FOLDER.parent.parent), autoescape=True, undefined=StrictUndefined
)
_HEADERS = {
    # Not no-store: Firefox would then forget what was written when the citizen goes back to the form.
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    # The origin only: the address may hold the token of a draft. Not no-referrer: a browser would then post
    # the form with "Origin: null".
    "Referrer-Policy": "strict-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def known_language(value: object, manifest: Manifest | None = None) -> str:
    """Return `value` if it is a language of the site that we have words in, else the site's first such."""
    ours = _WORDS["question"]
    known = [lang for lang in (manifest.languages if manifest else ()) or ours if lang in ours]
    return value if isinstance(value, str) and value in known else (*known, DEFAULT_LANGUAGE)[0]


def sentence(key: str, lang: str, kind: Kind = ANSWER) -> str:
    """Return the word for a refusal in a known language; for a report its own, if there is one."""
    return _sentence(words.in_language(_WORDS, lang), key, kind)


def _sentence(own: dict[str, str], key: str, kind: Kind) -> str:
    return own[OF_REPORTS.get(key, key) if kind == REPORT else key] if key else ""


def advice(key: str, status: int) -> str:
    """Return the key of the word that says what to do after a refusal; empty if its sentence says it."""
    if key in ("unknown_page", "forged"):
        return "try_never"
    return "try_soon" if status in (400, 408, 429, 503) or key == "malformed" else ""


@dataclass(frozen=True)
class Reply:
    """The status of a page, and the seconds after which to try again (0: not said)."""

    status: int = 200
    wait: int = 0


@dataclass(frozen=True)
class Look:
    """The common part of all pages of the service. `site` is the folder of the built site, with the frame."""

    site: Path
    manifest: Manifest | None
    lang: str

    def page(
        self, template: str, address: Address, reply: Reply, draft: Draft | None = None, **values: object
    ) -> HTMLResponse:
        """Return a page. `address` is its own, which links to its other languages lead to.

        `draft` is what was refused, if anything was.
        """
        own, error, status = self._words(), draft.error if draft else "", draft.status if draft else 200
        html = _TEMPLATES.get_template(f"hallbar/feedback/service/{template}.html").render(
            words=own,
            lang=self.lang,
            frame=self._frame(address),
            site=self._name(),
            home=f"..{self.manifest.home(self.lang) if self.manifest else '/'}",
            contact=self._contact(),
            decision=self._decision(),
            contact_days=self._settings.get("contact_days", CONTACT_DAYS),
            error=error,
            sentence=_sentence(own, error, address.kind),
            advice=advice(error, status),
            comment=draft.comment if draft else "",
            **{"unread": False, **values},
        )
        again = {"Retry-After": str(reply.wait)} if reply.wait else {}
        return HTMLResponse(html, reply.status, _HEADERS | again)

    @property
    def _settings(self) -> dict[str, Any]:
        """The settings that the build wrote for the service (hallbar/feedback/plugin.py)."""
        return self.manifest.parts.get("feedback", {}) if self.manifest else {}

    def _decision(self) -> str:
        """Return the decision that personal details are removed by; empty if none is named."""
        named = self._settings.get("decision", "")
        return str(named.get(self.lang, "") if isinstance(named, dict) else named)

    def _words(self) -> dict[str, str]:
        """Return the words, with those that the site replaces in `extra.words`."""
        own = {"feedback": self._settings.get("words", {})}
        return words.replaced(words.in_language(_WORDS, self.lang), own, self.lang, "feedback")

    def _frame(self, address: Address) -> shell.Shell | None:
        frame = shell.read(self.site, self.lang)
        return frame and frame.linked(lambda other: f"../{address.into(other, self.lang, self.manifest)}")

    def _name(self) -> str:
        """Return the name in the heading of the form; without one the title of the start page."""
        return str(self._settings.get("site") or (self.manifest.title("/") if self.manifest else ""))

    def _contact(self) -> str | None:
        """Return the address of the contact page; None if the site has no such page in the language."""
        below = self._settings.get("contact")
        page = f"{self.manifest.home(self.lang)}{below}" if self.manifest else ""
        return f"..{page}" if below and self.manifest and page in self.manifest.pages else None
