"""Visitors are cleared and waits time out: the other tests rely on both."""

import pytest
from playwright.sync_api import BrowserContext, Error

import visiting
from support import Served
from visiting import forget, promised, wait_in

STORE = """async () => {
  document.cookie = "a=b";
  localStorage.a = "b";
  await (await caches.open("a")).put("/a", new Response("b"));
  await new Promise((done) => { indexedDB.open("a").onsuccess = done; });
}"""
STORED = """async () => [document.cookie, Object.keys(localStorage), await caches.keys(),
  (await indexedDB.databases()).map((one) => one.name)]"""


def test_nothing_remains_of_a_visitor(context: BrowserContext, served: Served) -> None:
    page = context.new_page()
    page.goto(served.url)
    promised(page, STORE, what="all is stored")
    assert promised(page, STORED, what="what is stored") == ["a=b", ["a"], ["a"], ["a"]]
    context.set_offline(True)

    forget(context)

    assert context.pages == []
    other = context.new_page()
    other.goto(served.url)
    assert promised(other, STORED, what="what is stored") == ["", [], [], []]


def test_a_wait_that_times_out_names_the_event(
    context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visiting, "LIMIT", 0.05)
    page = context.new_page()

    with pytest.raises(Error, match="in vain: a bus"):
        promised(page, "() => new Promise(() => {})", what="a bus")
    with pytest.raises(pytest.fail.Exception, match="in vain: a train"):
        wait_in(page, lambda: False, "a train")
