"""The service's own pages: both forms for those without JavaScript, their thanks and their errors.

They use the words of the forms on the site and wear its frame, so that citizens see who asks. They store
nothing on the device, run no script and load only files of the site.
"""

from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from starlette.responses import HTMLResponse, RedirectResponse, Response

from hallbar.feedback.service.addresses import ANSWER, REPORT, THANKS, Address, Kind, Query, see
from hallbar.feedback.service.answer import ID, NONE_STORED, Answer, Refused, Report
from hallbar.feedback.service.drafts import Draft, Drafts, drafted
from hallbar.feedback.service.rendering import Look, Reply, known_language
from hallbar.manifest import Manifest

PASSING = (429, 503)
"""Statuses of refusals after which the same may be accepted later."""


class Pages:
    """The pages of the service of one site. `site` is the folder of the built site, which holds the frame."""

    def __init__(self, site: Path, drafts: Drafts | None = None) -> None:
        self._site = site
        self._drafts = drafts or Drafts()

    def form(self, kind: Kind, manifest: Manifest | None, query: Query) -> HTMLResponse:
        """Return the form about `?page=` in `?lang=`, filled in with the draft of `?draft=`.

        A draft has the status 200: the refusal was that of the post, and a web server in front may replace
        pages with another status, and the text with them.
        """
        look = self._look(manifest, query.get("lang"))
        token = query.get("draft", "")
        draft = self._drafts.find(token) or Draft({}, "draft_gone" if token else "")
        if manifest is None:
            return self._error(look, "unavailable", Reply(503), draft.comment)
        page = query.get("page") or draft.fields.get("page") or manifest.home(look.lang)
        if page not in manifest.pages:
            return self._error(look, "unknown_page", Reply(404), draft.comment)
        return _form(look, Address(kind.path, page, query), draft, manifest.title(page))

    def thanks(self, manifest: Manifest | None, query: Query) -> HTMLResponse:
        """Return the thanks, with the number of personal details that were removed, and a way back."""
        page = query.get("page", "")
        known = manifest is not None and page in manifest.pages
        about = {
            "page": page if known else "",
            "page_title": manifest.title(page) if manifest else "",
            "removed": _number(query.get("removed", "")),
            "report": query.get("about") == REPORT.name,
        }
        look = self._look(manifest, query.get("lang"))
        return look.page("thanks", Address(THANKS, page if known else "", query), Reply(), **about)

    def accepted(self, kind: Kind, what: Answer | Report) -> RedirectResponse:
        """Return the redirect of a posted form to its thanks."""
        self._drafts.forget(what.id)
        return see(
            THANKS, {"about": kind.name, "lang": what.lang, "page": what.page, "removed": what.redactions}
        )

    def refused(
        self,
        kind: Kind,
        manifest: Manifest | None,
        refusal: Refused,
        fields: Mapping[str, object],
        query: Query,
    ) -> Response:
        """Return the redirect of a refused form to its page, where the text is kept, so that Back works.

        Without room for a draft, or if nothing was read (too large, no form, forged), the page itself.
        """
        texts = drafted(fields)
        look = self._look(manifest, texts.get("lang") or query.get("lang"))
        reply = Reply(refusal.status, refusal.wait)
        if not texts:
            return self._error(look, refusal.key, reply, unread=True)
        if refusal.status == 409:  # settled: what is sent next is another one
            texts["id"] = str(uuid4())
        draft = Draft(texts, refusal.key, refusal.status in PASSING)
        page = texts.get("page", "")
        known = manifest is not None and page in manifest.pages
        if token := self._drafts.keep(draft):
            about = {"page": page} if known else {}
            return see(kind.path, about | {"lang": look.lang, "draft": token}, "#feedback-wrong")
        if manifest and known:
            return _form(look, Address(kind.path, page, {}), draft, manifest.title(page), reply)
        return self._error(look, refusal.key, reply, draft.comment)

    def _look(self, manifest: Manifest | None, lang: object) -> Look:
        return Look(self._site, manifest, known_language(lang, manifest))

    def _error(
        self, look: Look, key: str, reply: Reply, comment: str = "", *, unread: bool = False
    ) -> HTMLResponse:
        """Return a page with the word `key`. It shows a comment that was not sent, so that it is not lost.

        `unread`: the request was not read, so the text is in the browser only.
        """
        about = {"key": key, "comment": comment, "unread": unread, "passing": reply.status in PASSING}
        return look.page("error", Address(ANSWER.path, "", {}), reply, **about)


def _form(
    look: Look, address: Address, draft: Draft, page_title: str, reply: Reply | None = None
) -> HTMLResponse:
    sent = draft.fields.get("id", "").lower()
    empty = dict.fromkeys(("helpful", "comment", "contact"), "")
    own = {"page": address.page, "lang": look.lang, "consent": NONE_STORED}
    own["id"] = sent if ID.fullmatch(sent) else str(uuid4())
    template = REPORT.name if address.path == REPORT.path else ANSWER.name
    about = {"values": empty | dict(draft.fields) | own, "page_title": page_title}
    return look.page(template, address, reply or Reply(), error=draft.error, passing=draft.passing, **about)


def _number(text: str) -> int:
    """Return the number of details in a query, which anybody can write; 0 unless the service could have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
