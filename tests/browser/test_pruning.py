"""The pruned style sheet changes nothing: every element of every page looks as with all of Material's."""

import pytest
from playwright.sync_api import Browser, Page

from hallbar.frame import stylesheet
from support import PLUGINS, Served

pytestmark = [pytest.mark.usefixtures("long_round"), pytest.mark.timeout(300)]

DIFFERENCES = """(whole) => {
  const link = document.querySelector('link[href$="frame/style.css"]');
  const sheet = document.createElement("style");
  const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith("--"));
  const style = (element, part) => {
    const found = getComputedStyle(element, part);
    if ((part === "::before" || part === "::after") && found.content === "none") return {};
    if (part === "::marker" && found.display !== "list-item") return {};
    return Object.fromEntries(names.map((name) => [name, found.getPropertyValue(name)]));
  };
  const all = () => [...document.querySelectorAll("html, body, body *")].flatMap((one) =>
    ["", "::before", "::after", "::marker"].map((part) => [one.localName + part, style(one, part)]));
  for (const one of document.querySelectorAll("template")) one.after(one.content.cloneNode(true));
  for (const one of document.querySelectorAll("body link, body script")) one.remove();
  for (const one of document.querySelectorAll("[hidden]")) one.hidden = false;
  for (const one of document.querySelectorAll("details")) one.open = true;
  const pruned = all();
  sheet.textContent = whole;
  link.replaceWith(sheet);
  return all().flatMap(([what, style], index) => names
    .filter((name) => style[name] !== pruned[index][1][name])
    .map((name) => `${what} ${name}: ${style[name]}, pruned: ${pruned[index][1][name]}`));
}"""


@pytest.fixture
def whole(served: Served) -> str:
    """The style sheet as it would be without pruning."""
    site = served.site
    published = {path.relative_to(site).as_posix() for path in site.rglob("*.css")}
    [material] = [path for path in published if "stylesheets/main." in path]
    everywhere = [
        f"hallbar/{plugin.parent.name}/{plugin.parent.name}.css"
        for plugin in sorted(PLUGINS.glob("*/plugin.py"))
        if "load_everywhere" in plugin.read_text("utf-8")
    ]
    folders = [path for path in PLUGINS.iterdir() if path.is_dir()]
    paths = stylesheet.StyleSheet(published, material, everywhere, folders).parts
    assert paths[0] == material
    texts = {path: (site / path).read_text("utf-8") for path in paths}
    return stylesheet.joint(stylesheet.rebased(text, path, stylesheet.FILE) for path, text in texts.items())


def differences(page: Page, served: Served, whole: str) -> dict[str, list[str]]:
    found = {}
    for path in [*served.pages(), "/404.html"]:
        page.goto(served.url + path)
        found[path] = page.evaluate(DIFFERENCES, whole)
    return {path: differing for path, differing in found.items() if differing}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_element_of_every_page_looks_the_same(
    browser: Browser, served: Served, whole: str, width: int, scheme: str
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        assert differences(context.new_page(), served, whole) == {}


def test_a_difference_is_found(browser: Browser, served: Served, whole: str) -> None:
    with browser.new_context() as context:
        found = differences(context.new_page(), served, f'{whole}h1::before {{ content: "" }}')

    assert len(found) == len(served.pages()) + 1
    assert all('h1::before content: "", pruned: undefined' in differing for differing in found.values())
