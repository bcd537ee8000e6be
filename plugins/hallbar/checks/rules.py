"""The rules for an article, one function a rule: soup in, findings out. More come; see README.md."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag


@dataclass(frozen=True)
class Finding:
    """A fault in an article. `key` is the message in words.toml; `what` is filled into it."""

    key: str
    what: str
    criterion: str
    """The WCAG 2.2 success criterion."""


Rule = Callable[[BeautifulSoup], Iterator[Finding]]


def image_without_alternative(article: BeautifulSoup) -> Iterator[Finding]:
    """WCAG 2.2 1.1.1: every image says what it shows, or that it shows nothing (`alt=""` by attr_list)."""
    for image in article.find_all("img", alt=False):
        yield Finding("image_without_alternative", str(image.get("src", "")), "1.1.1")
    for image in article.find_all("img", alt=""):
        if image.get("role") != "presentation":
            yield Finding("image_without_alternative", str(image.get("src", "")), "1.1.1")


def heading_skips_level(article: BeautifulSoup) -> Iterator[Finding]:
    """WCAG 2.2 1.3.1: headings go down one level at a time."""
    before = 0
    for heading in article.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        level = int(heading.name[1])
        if before and level > before + 1:
            yield Finding("heading_skips_level", heading.get_text(strip=True), "1.3.1")
        before = level


def several_titles(article: BeautifulSoup) -> Iterator[Finding]:
    """WCAG 2.2 2.4.6: a page has one title."""
    for heading in article.find_all("h1")[1:]:
        yield Finding("several_titles", heading.get_text(strip=True), "2.4.6")


def link_without_text(article: BeautifulSoup) -> Iterator[Finding]:
    """WCAG 2.2 2.4.4: every link says where it leads."""
    for link in article.find_all("a", href=True):
        if not link.get_text(strip=True) and not _alternative(link):
            yield Finding("link_without_text", str(link["href"]), "2.4.4")


RULES: tuple[Rule, ...] = (
    image_without_alternative,
    heading_skips_level,
    several_titles,
    link_without_text,
)


def findings(article: BeautifulSoup) -> list[Finding]:
    """All that the rules find in an article."""
    return [finding for rule in RULES for finding in rule(article)]


def _alternative(link: Tag) -> str:
    return "".join(str(image.get("alt", "")) for image in link.find_all("img")).strip()
