"""Before any choice: nothing stored, nothing gated fetched, nobody else asked, nothing broken (LEK 9:28)."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser

from support import Served
from visiting import watched

STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def test_nothing_happens_before_a_choice(browser: Browser, served: Served) -> None:
    missing = "/does-not-exist"
    for path in [*served.pages(), missing]:  # each is a visitor of its own
        visit = watched(browser.new_context().new_page())
        visit.page.goto(served.url + path)
        visit.page.wait_for_timeout(150)  # for what a script may ask for when all is loaded

        assert visit.page.context.cookies() == [], path
        assert visit.page.evaluate(STORED) == {
            "local": [], "session": [], "databases": 0, "caches": 0, "workers": 0,
        }, path  # fmt: skip
        assert [url for url in visit.seen.requests if url.endswith((".mp3", ".vtt"))] == [], path
        assert {urlsplit(url).netloc for url in visit.seen.requests} == {urlsplit(served.url).netloc}, path
        if path != missing:  # its own answer is the 404
            assert visit.seen.failed == [], path
            assert visit.seen.errors == [], path
        visit.page.context.close()


def test_the_watcher_sees_what_it_should(served: Served, browser: Browser) -> None:
    """A page that does everything forbidden is seen to do it."""
    context = browser.new_context()
    seen = watched(context.new_page())
    seen.page.goto(served.url)
    seen.page.evaluate(
        """async () => {
          document.cookie = "a=b"; localStorage.a = sessionStorage.a = "b";
          await fetch("/missing.mp3"); await fetch("http://localhost:9/", {mode: "no-cors"}).catch(() => {});
          setTimeout(() => { throw new Error("broken"); });
        }"""
    )
    seen.page.wait_for_timeout(100)

    assert len(context.cookies()) == 1
    assert seen.page.evaluate(STORED)["local"] == ["a"]
    assert [url for url in seen.seen.failed if url.endswith("missing.mp3")]
    assert [url for url in seen.seen.requests if "localhost:9" in url]
    assert [error for error in seen.seen.errors if "broken" in error]
    context.close()
