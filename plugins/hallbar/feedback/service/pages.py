"""The service's own pages: both forms for those without JavaScript, their thanks and their errors.

They use the words of the forms on the site and wear its frame, so that citizens see who asks. They store
nothing on the device, run no script and load only files of the site.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from starlette.responses import HTMLResponse, RedirectResponse, Response

from hallbar.feedback.service.addresses import ANSWER, REPORT, THANKS, Address, Kind, Query, see
from hallbar.feedback.service.answer import ID, NONE_STORED, Answer, Refused, Report
from hallbar.feedback.service.drafts import Draft, Drafts, drafted
from hallbar.feedback.service.rendering import Look, Reply, known_language
from hallbar.manifest import Manifest

NO_DRAFT = Draft({}, "", 200)


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
        draft = self._drafts.find(token) or (Draft({}, "draft_gone") if token else NO_DRAFT)
        if manifest is None:
            return _error(look, Address(kind, query=query), replace(draft, error="unavailable", status=503))
        page = query.get("page") or draft.fields.get("page") or manifest.home(look.lang)
        if page not in manifest.pages:
            error = "unknown_page" if draft.fields else "no_page"
            return _error(look, Address(kind, query=query), replace(draft, error=error, status=404))
        return _form(look, Address(kind, page, query), draft, manifest.title(page))

    def thanks(self, manifest: Manifest | None, query: Query) -> HTMLResponse:
        """Return the thanks, with the number of personal details that were removed, and a way back."""
        page = query.get("page", "")
        known = manifest is not None and page in manifest.pages
        report = query.get("about") == REPORT.name
        address = Address(REPORT if report else ANSWER, page if known else "", query, THANKS)
        return self._look(manifest, query.get("lang")).page(
            "thanks",
            address,
            Reply(),
            page=address.page,
            page_title=manifest.title(page) if manifest else "",
            removed=_number(query.get("removed", "")),
            report=report,
        )

    def accepted(self, kind: Kind, what: Answer | Report) -> RedirectResponse:
        """Return the redirect of a posted form to its thanks."""
        self._drafts.forget(what.id)
        about = {"about": kind.name, "lang": what.lang, "page": what.page, "removed": what.redactions}
        return see(THANKS, about)

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
        if refusal.status == 409:  # settled: what is sent next is another one
            texts["id"] = str(uuid4())
        draft, page = Draft(texts, refusal.key, refusal.status), texts.get("page", "")
        known = manifest is not None and page in manifest.pages
        if texts and (token := self._drafts.keep(draft)):
            about = {"page": page} if known else {}
            return see(kind.path, about | {"lang": look.lang, "draft": token}, "#feedback-wrong")
        if manifest and known:
            reply = Reply(refusal.status, refusal.wait)
            return _form(look, Address(kind, page), draft, manifest.title(page), reply)
        return _error(look, Address(kind), draft, refusal.wait)

    def _look(self, manifest: Manifest | None, lang: object) -> Look:
        return Look(self._site, manifest, known_language(lang, manifest))


def _form(
    look: Look, address: Address, draft: Draft, page_title: str, reply: Reply | None = None
) -> HTMLResponse:
    sent = draft.fields.get("id", "").lower()
    values = {
        **dict.fromkeys(("helpful", "comment", "contact"), ""),
        **draft.fields,
        "id": sent if ID.fullmatch(sent) else str(uuid4()),
        "page": address.page,
        "lang": look.lang,
        "consent": NONE_STORED,
    }
    name = address.kind.name
    return look.page(name, address, reply or Reply(), draft, values=values, page_title=page_title)


def _error(look: Look, address: Address, draft: Draft, wait: int = 0) -> HTMLResponse:
    """Return a page with an error and no form. It shows a comment that was not sent, so that it is not lost.

    Without fields nothing was read, so the text, if there is any, is in the browser only.
    """
    unread = not draft.fields and draft.error not in ("no_page", "unavailable")
    return look.page("error", address, Reply(draft.status, wait), draft, unread=unread)


def _number(text: str) -> int:
    """Return the number of details in a query, which anybody can write; 0 unless the service could have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
