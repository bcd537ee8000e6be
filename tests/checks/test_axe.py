"""axe-core, every rule on, on every page, as it is and with its gates open."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from hallbar.checks.browser.axe import EngineError, Violation, known, unknown, violations
from support import PLUGINS, ROOT, Served

AXE = ROOT / "node_modules/axe-core/axe.min.js"
KNOWN = known(PLUGINS / "checks/browser/known.toml")
SENTINEL = Path(__file__).with_name("sentinel.html")


@pytest.fixture(scope="module")
def source() -> str:
    return AXE.read_text("utf-8")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_no_violation_on_any_page(
    browser: Browser,
    served: Served,
    source: str,
    width: int,
    scheme: Literal["light", "dark"],
    figure: Callable[[str], None],
) -> None:
    found: dict[str, list[Violation]] = {}
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    for path in [*served.pages(), "/404.html"]:
        page.goto(served.url + path)
        # On the narrow screen once is enough: a page with its gates open shows all the rest too.
        if width > 320 or not page.locator("consent-gate").count():
            found[f"{path} plain"] = violations(page, source)
        for button in page.locator("[data-consent=once]").all():
            button.click()
            found[f"{path} open"] = []
        if f"{path} open" in found:
            page.wait_for_function("() => !document.querySelector('consent-gate :not(:defined)')")
            found[f"{path} open"] = violations(page, source)
    context.close()

    assert len(found) > len(served.pages())
    violated = sum(map(len, found.values()))
    figure(
        f"axe-core, {width} px {scheme}: {len(found)} page states, {violated} violations, {len(KNOWN)} known"
    )
    assert {state: unknown(listed, KNOWN) for state, listed in found.items() if unknown(listed, KNOWN)} == {}
    assert {(k.rule, k.place) for k in KNOWN} <= {
        (v.rule, v.place) for listed in found.values() for v in listed
    }


def test_a_page_with_known_faults_is_red(browser: Browser, source: str) -> None:
    page = browser.new_page()
    page.goto(SENTINEL.as_uri())

    found = {violation.rule for violation in violations(page, source)}

    assert {
        "image-alt",
        "label",
        "color-contrast",
        "color-contrast-enhanced",
        "heading-order",
        "html-has-lang",
    } <= found
    page.close()


def test_an_engine_that_does_not_run_is_red(browser: Browser) -> None:
    page = browser.new_page()
    page.goto(SENTINEL.as_uri())

    with pytest.raises(EngineError, match="did not run"):
        violations(page, "/* nothing */")
    with pytest.raises(EngineError, match="did not look"):
        violations(page, "window.axe = {getRules: () => [], run: async () => ({violations: [], passes: []})}")
    page.close()
