"""Before a choice nothing gated is fetched and nothing stored or sent to other hosts (LEK 9:28)."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from support import Served
from visiting import Visit, watched

STORED = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "databases": 0, "caches": 0, "workers": 0}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Visit]:
    """A tab whose clock the test controls."""
    with browser.new_context() as own:
        own.clock.install()
        yield watched(own.new_page())


def stay(tab: Visit) -> None:
    """Let a minute pass, in which a script might act after the page has loaded."""
    tab.page.clock.run_for(60_000)
    tab.settle()


def test_nothing_happens_before_a_choice(tab: Visit, served: Served) -> None:
    """The visitor reads page after page without choosing."""
    missing = "/does-not-exist"
    for path in [*served.pages(), missing]:
        tab.seen.clear()
        tab.page.goto(served.url + path)
        stay(tab)

        assert tab.page.context.cookies() == [], path
        assert tab.page.evaluate(STORED) == NOTHING, path
        assert [url for url in tab.seen.requests if url.endswith((".mp3", ".vtt"))] == [], path
        assert {urlsplit(url).netloc for url in tab.seen.requests} == {urlsplit(served.url).netloc}, path
        if path != missing:  # its response is the 404
            assert tab.seen.failed == [], path
            assert tab.seen.errors == [], path


def test_the_watcher_sees_what_it_should(tab: Visit, served: Served) -> None:
    """The watcher detects a page that does everything forbidden, some time after loading."""
    tab.page.goto(served.url)
    tab.page.evaluate(
        """() => setTimeout(() => {
          document.cookie = "a=b"; localStorage.a = sessionStorage.a = "b";
          fetch("/missing.mp3"); fetch("http://localhost:9/", {mode: "no-cors"}).catch(() => {});
          Promise.reject(new Error("broken"));
        }, 50_000)"""
    )
    stay(tab)

    assert len(tab.page.context.cookies()) == 1
    assert tab.page.evaluate(STORED)["local"] == ["a"]
    assert [url for url in tab.seen.failed if url.endswith("missing.mp3")]
    assert [url for url in tab.seen.requests if "localhost:9" in url]
    assert [error for error in tab.seen.errors if "broken" in error]
